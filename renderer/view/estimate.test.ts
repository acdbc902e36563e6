import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import type { PackListing } from '../../contract/pack.ts';
import { resetAllStores } from '../state/create-store.ts';
import { useLook } from '../state/look.ts';
import { useNotices } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { useRecipe } from '../state/recipe.ts';
import { onStage, useSelection } from '../state/selection.ts';
import { answerWith, inputOf, refusal, samplePhoto, sampleRun } from '../testing/stand-in.ts';
import { estimate, estimateAll } from './estimate.ts';

const pack = (
  id: string,
  system: PackListing['system'],
  origin: PackListing['origin'],
  problem: string | null = null,
) => ({ id, system, origin, problem }) as PackListing;

const usable = (id: string) => ({ ...pack(id, 'zoedepth', 'official'), defaults: {} });

beforeEach(() => {
  resetAllStores();
  const photos = ['p', 'q'].map((id) => samplePhoto({ id }));
  useProject.setState({
    snapshot: { photos, runs: [], truths: [], packs: [usable('z')] } as unknown as Snapshot,
  });
});
afterEach(() => vi.unstubAllGlobals());

/** Puts runs on the snapshot as the core does, and answers with them. */
function answerEstimates() {
  const inputs: Record<string, unknown>[] = [];
  answerWith((_, init) => {
    const input = inputOf(init);
    inputs.push(input);
    const [packId] = input.packIds as string[];
    const runs = (input.photoIds as string[]).map((photoId) =>
      sampleRun({ id: `${packId} on ${photoId}`, packId, photoId }),
    );
    useProject.setState(({ snapshot }) => ({
      snapshot: snapshot && { ...snapshot, runs: [...snapshot.runs, ...runs] },
    }));
    return runs;
  });
  return inputs;
}

test('every pack is queued on the marked photos, and the runs of the photo on the stage are shown', async () => {
  const inputs = answerEstimates();
  useSelection.setState({ photoId: 'q', marked: ['p', 'q'] });
  useRecipe.setState({ preset: 'best', provider: 'cpu' });
  await estimate([usable('z'), usable('y')]);
  expect(inputs).toEqual([
    { photoIds: ['p', 'q'], packIds: ['z'], options: { flip: true }, provider: 'cpu' },
    { photoIds: ['p', 'q'], packIds: ['y'], options: { flip: true }, provider: 'cpu' },
  ]);
  expect(onStage().panes.map(({ id }) => id)).toEqual(['z on q', 'y on q']);
  expect(useLook.getState().mode).toBe('depth');
});

test('all packs of one press get the same seed: the locked one, or one that is drawn and shown', async () => {
  const inputs = answerEstimates();
  const packs = ['m', 'n'].map((id) => ({ ...usable(id), system: 'marigold' as const }));
  useRecipe.setState({ seed: 7 });
  await estimate(packs);
  useRecipe.setState({ isSeedLocked: false });
  await estimate(packs);
  const { seed } = useRecipe.getState();
  expect(inputs.map(({ options }) => (options as { seed: number }).seed)).toEqual([7, 7, seed, seed]);
});

test('a pack that is refused does not keep the others', async () => {
  answerWith((_, init) =>
    String(inputOf(init).packIds) === 'z'
      ? refusal('bad-pack', 'A file is missing.')
      : [sampleRun({ packId: 'y' })],
  );
  await estimate([usable('z'), usable('y')]);
  expect(useNotices.getState().notices.map(({ sentence }) => sentence)).toEqual(['A file is missing.']);
  expect(useSelection.getState().panes).toEqual({ p: ['r'] });
});

test('without a photo, or without a pack, nothing is asked of the core', async () => {
  const asked = answerWith(() => []);
  await estimate([]);
  useProject.setState(useProject.getInitialState(), true);
  await estimateAll();
  expect(useNotices.getState().notices.map(({ sentence }) => sentence)).toEqual([
    'No model can be used: the model library says why.',
    'There is no photo to run a model on: add one first.',
  ]);
  expect(asked).toEqual([]);
});
