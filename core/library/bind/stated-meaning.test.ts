import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyOfCheckpoint, openTinyLibrary } from '../../../test/checkpoints.ts';
import { namesIn } from '../../../test/open-library.ts';

test('a checkpoint that says its system and what its target means is taken at its word', async () => {
  const folder = await copyOfCheckpoint('marigold');
  const stated = {
    system: 'metricgold',
    depth: { kind: 'log-metric', min: 0.5, max: 20, target: '0..1' },
  };
  await writeFile(join(folder, 'depthroom.json'), JSON.stringify(stated));
  const library = await openTinyLibrary();
  const { id } = await library.calls.importPackFolder({ folder, replace: false });
  expect((await library.packs.get(id)).pack).toMatchObject(stated);
});

test('what is no meaning is refused, and nothing is left of the checkpoint', async () => {
  const folder = await copyOfCheckpoint('marigold');
  await writeFile(join(folder, 'depthroom.json'), '{"system":"metricgold","depth":{"kind":"linear-metric"}}');
  const library = await openTinyLibrary();
  await expect(library.calls.importPackFolder({ folder, replace: false })).rejects.toMatchObject({
    code: 'bad-pack',
    message: expect.stringContaining(
      'Expected depthroom.json of marigold to say a system and its depth, but depth',
    ),
  });
  expect(await namesIn(library.models)).toEqual({ packs: [], staging: [] });
});
