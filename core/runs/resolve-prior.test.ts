import { expect, test } from 'vitest';
import { openTestEngine, SAMPLE } from '../../test/open-engine.ts';

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
