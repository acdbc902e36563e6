import { expect, test } from 'vitest';
import { copyOfCheckpoint, openTinyLibrary } from '../../test/checkpoints.ts';

test.each([
  ['dpt', 16],
  ['dpt-hybrid', 32],
] as const)('%s of transformers runs by the square that its own rules say, stretched and bilinear', async (name, multipleOf) => {
  const library = await openTinyLibrary();
  const folder = await copyOfCheckpoint(name);
  await library.calls.importPackFolder({ folder, replace: false });
  const { pack } = await library.packs.get(name);
  expect(pack).toMatchObject({
    system: 'disparity',
    depth: { kind: 'disparity' },
    input: { shortSide: 64, multipleOf, keepAspect: false, resample: 'bilinear', mean: [0.5, 0.5, 0.5] },
  });
});
