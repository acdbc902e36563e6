import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { resetAllStores } from '../state/create-store.ts';
import { METRIC_RUN, RELATIVE_RUN, TRUTH } from '../testing/sample-project.ts';
import { halves } from '../testing/scene.ts';
import { answerWith, refusal } from '../testing/stand-in.ts';
import {
  isLoading,
  loadedModelMap,
  loadedViewMap,
  modelMaps,
  requestModelMap,
  requestViewMap,
  viewMapOf,
  viewMaps,
} from './resources.ts';

beforeEach(resetAllStores);
afterEach(() => vi.unstubAllGlobals());

const settled = () => expect.poll(isLoading).toBe(false);
const bytesOf = (values: Float32Array<ArrayBuffer>) => new Response(values.buffer);

test('a map is read once, and known with the range and the histogram of its values', async () => {
  const asked = answerWith(() => bytesOf(halves(0.5, 0.25).values));
  requestViewMap(TRUTH);
  requestViewMap(TRUTH);
  expect([isLoading(), loadedViewMap(TRUTH)]).toEqual([true, null]);
  await settled();
  expect(asked).toEqual(['/files/truth-view']);
  const map = loadedViewMap(TRUTH);
  expect([map?.width, map?.height, map?.values[0], map?.values[47]]).toEqual([8, 6, 0.5, 0.25]);
  expect(map?.whole).toEqual({ near: 0.25, far: 0.5 });
  expect([map?.histograms[0].total, map?.histograms[0].counts.length]).toEqual([48, 8192]);
});

test('where larger values are nearer, near is the larger number', () => {
  expect(viewMapOf(halves(0.5, 0.25), 'affine-disparity').whole).toEqual({ near: 0.5, far: 0.25 });
});

test('a map of another size than it should have is refused, until it is dropped and asked for again', async () => {
  answerWith(() => bytesOf(new Float32Array(3)));
  requestViewMap(TRUTH);
  await settled();
  expect(viewMaps.useEntries.getState()['truth-view']).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('8 x 6'),
  });
  viewMaps.drop('truth-view');
  answerWith(() => refusal('missing-file', 'It is gone.', 404));
  requestViewMap(TRUTH);
  await settled();
  expect(viewMaps.useEntries.getState()['truth-view']?.state).toBe('failed');
});

test('the map of a model is read at its own size, unless it has more pixels than the stage shows', async () => {
  const asked = answerWith(() => bytesOf(new Float32Array(12).fill(3)));
  if (!METRIC_RUN.result || !RELATIVE_RUN.result) throw new Error('both are done');
  requestModelMap(METRIC_RUN.result);
  requestModelMap({ model: { ...RELATIVE_RUN.result.model, width: 2049, height: 2048 } });
  await settled();
  expect(asked).toEqual(['/files/metric-model']);
  expect(loadedModelMap(METRIC_RUN.result)?.values[11]).toBe(3);
  expect([loadedModelMap(RELATIVE_RUN.result), loadedModelMap(null)]).toEqual([null, null]);
});

test('a reset forgets what was read', async () => {
  answerWith(() => bytesOf(halves(1, 2).values));
  requestViewMap(TRUTH);
  await settled();
  resetAllStores();
  expect([loadedViewMap(TRUTH), Object.keys(modelMaps.useEntries.getState())]).toEqual([null, []]);
});
