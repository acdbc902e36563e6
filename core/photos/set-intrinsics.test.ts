import { expect, test } from 'vitest';
import { openTestEngine, SAMPLE } from '../../test/open-engine.ts';

test('a photo that is renamed while its file is read keeps its new name', async () => {
  const engine = await openTestEngine();
  const { id } = await engine.importPhoto(SAMPLE, 'coffee.png');
  await Promise.all([
    engine.call('setIntrinsics', { photoId: id, lens: null }),
    engine.call('renamePhoto', { photoId: id, name: 'cup.png' }),
  ]);
  const [photo] = (await engine.call('snapshot', {})).photos;
  expect(photo).toMatchObject({ id, name: 'cup.png' });
});
