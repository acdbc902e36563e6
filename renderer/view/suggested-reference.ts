import type { PaneContent } from '../state/panes.ts';

/** The pane that the others are best compared with: ground truth, else a run in metres. `exceptId` is the pane that asks. */
export function suggestedReference(
  panes: readonly PaneContent[],
  exceptId: string | undefined,
): PaneContent | null {
  const candidates = panes.filter(({ what, id }) => what !== 'difference' && id !== exceptId);
  return (
    candidates.find(({ what }) => what === 'truth') ??
    candidates.find((each) => each.what === 'run' && each.run.result?.kind === 'metric') ??
    null
  );
}
