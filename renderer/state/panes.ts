import type { Truth } from '../../contract/compare/truth.ts';
import type { Run } from '../../contract/run.ts';

/** As many panes as stay readable, and as a comparison takes. */
export const MOST_PANES = 8;

/** What a pane shows. Its id says so too, so that a list of ids is all that has to be kept. */
export type PaneContent =
  | { id: string; what: 'photo' }
  | { id: string; what: 'run'; run: Run }
  | { id: string; what: 'difference'; run: Run }
  | { id: string; what: 'truth'; truth: Truth };

export const PHOTO_PANE = 'photo';
const DIFFERENCE = 'difference:';
const TRUTH = 'truth:';

/** Id of the pane with the difference of a run from the reference. */
export function differencePane(runId: string): string {
  return DIFFERENCE + runId;
}

export function truthPane(truthId: string): string {
  return TRUTH + truthId;
}

/** Whether a pane shows a run, which the list of runs has too. */
export function isRunPane(id: string): boolean {
  return id !== PHOTO_PANE && !id.startsWith(TRUTH) && !id.startsWith(DIFFERENCE);
}

/** What a pane id means, or null where that is gone. The id of a run is the id of its pane. */
export function contentOf(id: string, runs: readonly Run[], truths: readonly Truth[]): PaneContent | null {
  if (id === PHOTO_PANE) return { id, what: 'photo' };
  if (id.startsWith(TRUTH)) {
    const truth = truths.find((known) => truthPane(known.id) === id);
    return truth ? { id, what: 'truth', truth } : null;
  }
  const what = id.startsWith(DIFFERENCE) ? 'difference' : 'run';
  const run = runs.find((known) => (what === 'run' ? known.id : differencePane(known.id)) === id);
  return run ? { id, what, run } : null;
}

/** Panes on the stage: those that were put there, else the newest run that is done, else the newest. */
export function panesOnStage(
  runs: readonly Run[],
  truths: readonly Truth[],
  chosen: readonly string[] | undefined,
): PaneContent[] {
  const kept = (chosen ?? []).flatMap((id) => contentOf(id, runs, truths) ?? []);
  if (kept.length > 0) return kept;
  const newest = runs.find((run) => run.state === 'done') ?? runs[0];
  return newest ? [{ id: newest.id, what: 'run', run: newest }] : [];
}

/** The run that a pane speaks of. */
export function runOfPane(content: PaneContent | undefined): Run | null {
  return content?.what === 'run' || content?.what === 'difference' ? content.run : null;
}

/** The list with the item at an index moved by so many places; ends stay ends. */
export function movedBy(ids: readonly string[], index: number, by: number): string[] {
  const to = Math.min(ids.length - 1, Math.max(0, index + by));
  const moved = ids.toSpliced(index, 1);
  return moved.toSpliced(to, 0, ids[index]);
}
