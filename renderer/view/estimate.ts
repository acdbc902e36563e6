import type { PackListing, System } from '../../contract/pack.ts';
import type { Run } from '../../contract/run.ts';
import { call } from '../server/call.ts';
import { look, useLook } from '../state/look.ts';
import { attempt, tell } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { takeSeed, useRecipe } from '../state/recipe.ts';
import { optionsToSend } from '../state/run-presets.ts';
import { meantPhotoIds, onStage, showRuns } from '../state/selection.ts';

const FOUR: readonly System[] = ['marigold', 'metricgold', 'zoedepth', 'betterdepth'];
const BEST_ORIGIN = { official: 0, imported: 1, starter: 2 } as const;

/** One usable pack for each of the four systems, the authors' own weights first. */
export function fourPacks(packs: readonly PackListing[]): PackListing[] {
  return FOUR.flatMap((system) => {
    const usable = packs.filter((pack) => pack.system === system && pack.problem === null);
    return (
      usable.sort((a, b) => BEST_ORIGIN[a.origin ?? 'starter'] - BEST_ORIGIN[b.origin ?? 'starter'])[0] ?? []
    );
  });
}

/** Queues packs on the photos that are meant, and gives each run of the photo on the stage a pane. */
export async function estimate(packs: readonly PackListing[]): Promise<void> {
  const photoIds = meantPhotoIds();
  if (photoIds.length === 0) return tell('error', 'There is no photo to run a model on: add one first.');
  if (packs.length === 0) return tell('error', 'No model can be used: the model library says why.');
  const seed = takeSeed();
  const { preset, own, provider } = useRecipe.getState();
  const started: Run[] = [];
  for (const pack of packs) {
    const options = optionsToSend(pack, preset, own[pack.id] ?? {}, seed);
    const runs = await attempt(() => call('estimate', { photoIds, packIds: [pack.id], options, provider }));
    started.push(...(runs ?? []).filter((run) => run.packId === pack.id));
  }
  const { photo } = onStage();
  const here = started.filter((run) => run.photoId === photo?.id);
  if (!photo || here.length === 0) return;
  showRuns(
    photo.id,
    here.map((run) => run.id),
  );
  if (useLook.getState().mode === 'photo') look({ mode: 'depth' });
}

export function estimateAll(): Promise<void> {
  return estimate(fourPacks(useProject.getState().snapshot?.packs ?? []));
}
