import { expect, test } from 'vitest';
import { openTestEngine, SAMPLE } from '../../test/open-engine.ts';
import { planeOfOption, planeOption } from './plane-prior.ts';

test('where nothing else is said, the refiner sharpens the run of the best coarse pack, which is made when it is not there', async () => {
  const engine = await openTestEngine();
  const { id } = await engine.importPhoto(SAMPLE, 'coffee.png');
  const refine = () => engine.call('estimate', { photoIds: [id], packIds: ['betterdepth-starter'] });
  const [coarse, refined] = await refine();
  expect(coarse.packId).toBe('zoedepth-starter');
  expect(refined).toMatchObject({
    packId: 'betterdepth-starter',
    priorRunId: coarse.id,
    priorTitle: coarse.packTitle,
  });
  const again = await refine();
  expect(again).toEqual([expect.objectContaining({ packId: 'betterdepth-starter', priorRunId: coarse.id })]);
  expect(await engine.whenEnded(again[0].id)).toMatchObject({ state: 'done', result: { kind: 'metric' } });
});

test('a prior that was given as a file and is written otherwise is refused before anything is queued', async () => {
  const engine = await openTestEngine();
  const { id } = await engine.importPhoto(SAMPLE, 'coffee.png');
  const address = 'a'.repeat(64);
  for (const prior of ['plane:', `plane:${address}`, `plane:${address}:4x0`, `plane:${address}:4x3 `]) {
    const asked = { photoIds: [id], packIds: ['betterdepth-starter'], options: { prior } };
    await expect(engine.call('estimate', asked)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(`received "${prior}"`),
    });
  }
  expect((await engine.call('snapshot', {})).runs).toEqual([]);
});

test('a prior of a file is named and read in one way', () => {
  for (const name of ['a: b.npy', null]) {
    const plane = { address: 'a'.repeat(64), width: 4, height: 3, name };
    expect(planeOfOption(planeOption(plane))).toEqual(plane);
  }
  expect(['auto', '', 'zoedepth-starter'].map(planeOfOption)).toEqual([null, null, null]);
});
