import type { Comparison } from '../../contract/compare/comparison.ts';
import { call } from '../server/call.ts';
import { shownFailure } from '../server/shown-failure.ts';
import { useCompareWork, useComparing } from '../state/comparing.ts';
import { MOST_PANES, runOfPane } from '../state/panes.ts';
import { useProject } from '../state/project.ts';
import { onStage, useSelection } from '../state/selection.ts';
import { currentComparison, subjectOf } from '../view/current-comparison.ts';

/** Panes come and go by the handful, and runs finish one after the other. */
const PAUSE = 250;

type Wanted = { key: string; photoId: string; runIds: string[] };

/** The comparison that the stage needs and the core has not made; null where there is nothing to ask for. */
function wantedNow(): Wanted | null {
  const { photo, panes } = onStage();
  if (!photo) return null;
  const { pinned, reference, comparison, alignment } = currentComparison();
  if (!reference) return null;
  const runs = [...panes, ...(pinned ? [pinned] : [])].flatMap((pane) => runOfPane(pane) ?? []);
  const done = [...new Set(runs)].filter((run) => run.state === 'done' && run.result);
  const others = done.filter((run) => !('runId' in reference) || run.id !== reference.runId);
  if (others.length === 0 || others.every((run) => subjectOf(comparison, run.id))) return null;
  // The reference goes first, so that a pair of everything with it is measured as well.
  const reserved = done.filter((run) => !others.includes(run));
  const runIds = [...reserved, ...others].slice(0, MOST_PANES).map(({ id }) => id);
  return { key: JSON.stringify([photo.id, runIds, reference, alignment]), photoId: photo.id, runIds };
}

/** Keeps the stage compared: whenever a pin, a pane or an alignment changes, the core is asked once things have settled. */
export function followComparison(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let refused = '';
  let isStopped = false;
  let isBusy = false;

  const work = async () => {
    if (isBusy || isStopped) return;
    const wanted = wantedNow();
    if (!wanted || wanted.key === refused) return;
    const { reference, alignment, withReference } = currentComparison();
    if (!reference) return;
    isBusy = true;
    useCompareWork.setState({ isWorking: true, refusal: null });
    const before = withReference[0];
    try {
      const { photoId, runIds } = wanted;
      const made = await call('compare', {
        photoId,
        runIds,
        reference,
        alignment,
        ...(before ? { comparisonId: before.id } : {}),
      });
      keep(made);
    } catch (thrown) {
      refused = wanted.key;
      useCompareWork.setState({ refusal: shownFailure(thrown).message });
    }
    isBusy = false;
    useCompareWork.setState({ isWorking: false });
    schedule();
  };
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void work(), PAUSE);
  };
  const leave = [
    useProject.subscribe(({ snapshot }, before) => snapshot !== before.snapshot && schedule()),
    useSelection.subscribe(schedule),
    useComparing.subscribe(() => {
      useCompareWork.setState({ refusal: null });
      schedule();
    }),
  ];
  schedule();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    for (const stop of leave) stop();
  };
}

/** The answer may be here before the snapshot that holds it. */
function keep(made: Comparison): void {
  const { snapshot } = useProject.getState();
  if (!snapshot) return;
  const comparisons = [made, ...snapshot.comparisons.filter(({ id }) => id !== made.id)];
  useProject.setState({ snapshot: { ...snapshot, comparisons } });
}
