import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { depthImageOptionsSchema } from '../../../contract/exports/depth-image.ts';
import { resetAllStores } from '../../state/create-store.ts';
import { useQuestion } from '../../state/question.ts';
import { answerWith, inputOf, samplePhoto } from '../../testing/stand-in.ts';
import { askForPlace, asksForPlace, readPlaceChoice, usePlaceChoice } from './place-choice.ts';

beforeEach(resetAllStores);
afterEach(() => vi.unstubAllGlobals());

const photo = samplePhoto({ hasPlace: true });
const wanted = (format: string) => ({
  kind: 'depth-image' as const,
  options: depthImageOptionsSchema.parse({ format }),
});

test('who has not been asked is asked once, where the file could hold a place', async () => {
  const sent: unknown[] = [];
  answerWith((path, init) => {
    if (path === '/call/readPlaceChoice') return { place: null };
    sent.push(inputOf(init));
    return {};
  });
  // Nothing is asked before it is known what was said.
  expect(asksForPlace(photo, wanted('gdepth'), false)).toBe(false);
  await readPlaceChoice();
  expect(asksForPlace(photo, wanted('gdepth'), false)).toBe(true);
  expect(asksForPlace(photo, wanted('gdepth'), true)).toBe(false);
  expect(asksForPlace(photo, wanted('exr'), false)).toBe(false);
  expect(asksForPlace(samplePhoto(), wanted('gdepth'), false)).toBe(false);

  const said: boolean[] = [];
  askForPlace(photo, (place) => said.push(place));
  useQuestion.getState().question?.other?.run();
  expect(said).toEqual([true]);
  await expect.poll(() => sent).toEqual([{ place: true }]);
  expect(usePlaceChoice.getState().place).toBe(true);
  expect(asksForPlace(photo, wanted('gdepth'), false)).toBe(false);
});

test('of many photos nothing is said by name, and the answer holds for all of them', async () => {
  answerWith((path) => (path === '/call/readPlaceChoice' ? { place: null } : {}));
  await readPlaceChoice();
  expect(asksForPlace({ hasPlace: true }, { kind: 'depth-image', options: { format: 'png16' } }, false)).toBe(
    true,
  );
  expect(asksForPlace({ hasPlace: true }, { kind: 'mesh', options: { format: 'glb' } }, false)).toBe(false);
  const begun = vi.fn();
  askForPlace('some', begun);
  const { question } = useQuestion.getState();
  expect(question?.sentence).toContain('Some of these photos');
  question?.run();
  expect([begun.mock.calls, usePlaceChoice.getState().place]).toEqual([[[false]], false]);
});
