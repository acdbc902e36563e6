import { z } from 'zod';
import { alignmentSchema } from '../../contract/alignment.ts';
import { call } from '../server/call.ts';
import { compareLook, DIFFERENCES, TINTS, useCompareLook } from '../state/compare-look.ts';
import { chooseAlignment, pin, useComparing } from '../state/comparing.ts';
import { truthPane } from '../state/panes.ts';
import { useProject } from '../state/project.ts';
import { onStage, showRuns, useSelection } from '../state/selection.ts';
import { currentComparison } from '../view/current-comparison.ts';

/** What a comparison keeps of the stage, so that it is found again in the project. What does not fit is passed over. */
const arrangementSchema = z
  .object({
    panes: z.array(z.string()).max(8),
    layout: z.enum(['grid', 'row', 'focus']),
    tint: z.enum(TINTS),
    measure: z.enum(DIFFERENCES),
    split: z.enum(['none', 'vertical', 'horizontal', 'lens']),
    splitAt: z.number().min(0).max(1),
    hasContours: z.boolean(),
    isShared: z.boolean(),
  })
  .partial();

const PAUSE = 1200;

/** Keeps the arrangement with the comparison on the stage, and takes up that of a photo which this page has not shown yet. */
export function followArrangement(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const seen = new Set<string>();

  const takeUp = () => {
    const { photo } = onStage();
    const { snapshot } = useProject.getState();
    if (!photo || !snapshot || seen.has(photo.id)) return;
    seen.add(photo.id);
    if (useComparing.getState().pinned[photo.id] || useSelection.getState().panes[photo.id]) return;
    const [last] = snapshot.comparisons
      .filter(({ photoId }) => photoId === photo.id)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    if (!last) return;
    const view = arrangementSchema.safeParse(last.view);
    const { panes, ...look } = view.success ? view.data : { panes: undefined };
    chooseAlignment(photo.id, alignmentSchema.parse(last.alignment));
    pin(photo.id, 'runId' in last.reference ? last.reference.runId : truthPane(last.reference.truthId));
    showRuns(photo.id, panes ?? last.runIds);
    compareLook(look);
  };

  const save = () => {
    const { panes } = onStage();
    const { comparison } = currentComparison();
    if (!comparison) return;
    const { layout, tint, measure, split, splitAt, hasContours, isShared } = useCompareLook.getState();
    const view = {
      panes: panes.map(({ id }) => id),
      layout,
      tint,
      measure,
      split,
      splitAt,
      hasContours,
      isShared,
    };
    if (JSON.stringify(view) === JSON.stringify(comparison.view)) return;
    // Not worth a word to the person: the next change tries again.
    call('arrangeComparison', { comparisonId: comparison.id, view }).catch(() => undefined);
  };
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };
  const changed = () => {
    takeUp();
    schedule();
  };
  const leave = [useSelection, useCompareLook, useComparing].map((store) => store.subscribe(changed));
  const leaveProject = useProject.subscribe(
    ({ snapshot }, before) => snapshot?.project.folder !== before.snapshot?.project.folder && changed(),
  );
  takeUp();
  return () => {
    clearTimeout(timer);
    leaveProject();
    for (const stop of leave) stop();
  };
}
