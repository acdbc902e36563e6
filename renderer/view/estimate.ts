import type { PackListing } from '../../contract/pack.ts';
import type { Run } from '../../contract/run.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { look, useLook } from '../state/look.ts';
import { attempt, tell } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { takeSeed, useRecipe } from '../state/recipe.ts';
import { optionsToSend } from '../state/run-presets.ts';
import { addPanes, onStage, photoIdsToRun, replacePane } from '../state/selection.ts';
import { packsToRun } from './run-all-label.ts';

/** So many photos are asked for with one call. */
const AT_ONCE = 500;

/** Queues packs on the photos that are meant, and gives each run of the photo on the stage a pane. */
export async function estimate(packs: readonly PackListing[]): Promise<void> {
  const photoIds = photoIdsToRun();
  if (photoIds.length === 0) return void tell('error', text('view.noPhotoToRunOn'));
  if (packs.length === 0) return void tell('error', text('view.noUsableModel'));
  const seed = takeSeed();
  const { preset, own, provider } = useRecipe.getState();
  const started: Run[] = [];
  /** All are on the stage that could be started: what is tried again comes by itself. */
  let isLate = false;
  for (const pack of packs) {
    const options = optionsToSend(pack, preset, own[pack.id] ?? {}, seed);
    let from = 0;
    await attempt(async () => {
      // Every call answers with its runs, and is begun anew where it is tried again.
      for (; from < photoIds.length; from += AT_ONCE) {
        const some = photoIds.slice(from, from + AT_ONCE);
        const runs = await call('estimate', { photoIds: some, packIds: [pack.id], options, provider });
        const made = runs.filter((run) => run.packId === pack.id);
        if (isLate) showStarted(made);
        else started.push(...made);
      }
    });
  }
  isLate = true;
  showStarted(started);
}

/** Gives the runs of the photo on the stage among those that were started a pane each. */
function showStarted(started: readonly Run[]): void {
  const { photo } = onStage();
  const here = started.filter((run) => run.photoId === photo?.id);
  if (!photo || here.length === 0) return;
  const joining = here.filter((run) => {
    const ended = paneOfEnded(run.packId);
    if (ended) replacePane(photo.id, ended, run.id);
    return !ended;
  });
  addPanes(
    photo.id,
    joining.map((run) => run.id),
  );
  if (useLook.getState().mode === 'photo') look({ mode: 'depth' });
}

/** A pack was chosen: its graphs are opened before a run needs them. What goes wrong is said by the run. */
export async function openAhead(packId: string): Promise<void> {
  const { provider } = useRecipe.getState();
  await call('openPack', { packId, provider }).catch(() => {});
}

/** The pane of a run of this pack that came to nothing: the next try fills it. */
function paneOfEnded(packId: string): string | null {
  const ended = onStage().runs.find(
    (run) => run.packId === packId && (run.state === 'failed' || run.state === 'cancelled'),
  );
  return ended?.id ?? null;
}

/** Queues a run once more; one that came to nothing is tried again in its own pane. */
export async function runAgain({ id, photoId, state }: Run): Promise<void> {
  await attempt(async () => {
    const again = await call('retryRun', { runId: id });
    if (state === 'done') addPanes(photoId, [again.id]);
    else replacePane(photoId, id, again.id);
  });
}

export function estimateAll(): Promise<void> {
  const { ticked } = useRecipe.getState();
  const packs = packsToRun(useProject.getState().snapshot?.packs ?? [], ticked);
  if (packs.length > 0 || ticked === null) return estimate(packs);
  tell('error', text('view.noModelTicked'));
  return Promise.resolve();
}
