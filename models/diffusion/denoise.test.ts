import { expect, test } from 'vitest';
import { DepthroomError } from '../../contract/errors.ts';
import { resolveOptions } from '../../contract/options.ts';
import type { PackOf } from '../../contract/pack.ts';
import { openTools } from '../../test/pipeline-tools.ts';
import { writeLatentPack } from '../../test/synthetic-pack.ts';
import { estimateMarigold } from '../marigold/estimate.ts';

const photo = { width: 32, height: 16, rgb: new Uint8Array(3 * 32 * 16).fill(90) };

/** Five members on a device whose memory is enough for `most`; `atOnce` is what is known of it before. */
async function ensemble(most: number, atOnce: number) {
  const written = writeLatentPack({ system: 'marigold', answers: 1, initialLatent: 'noise' });
  const tools = openTools(written.folder, written.pack);
  const found: number[] = [];
  const tried: number[] = [];
  const { graph } = tools;
  const pack = written.pack as PackOf<'marigold'>;
  const options = resolveOptions<'marigold'>(pack, { ensemble: 5, batch: 1, seed: 3 });
  const estimate = await estimateMarigold(
    { photo, pack, options, prior: null },
    {
      ...tools,
      atOnce: async () => atOnce,
      onlyAtOnce: (members) => found.push(members),
      async graph(key) {
        const opened = await graph(key);
        if (key !== 'unet') return opened;
        return {
          ...opened,
          run: (feeds) => {
            const members = Math.max(...Object.values(feeds).map(({ dims }) => dims[0] ?? 1));
            tried.push(members);
            if (members > most) throw new DepthroomError('too-large', 'There was too little memory.');
            return opened.run(feeds);
          },
        };
      },
    },
  );
  return { values: estimate.depth.values, found, tried: [...new Set(tried)], notes: tools.notes };
}

test('where memory is too small, half of the members are done at once, that is told, and nothing is lost', async () => {
  const enough = await ensemble(5, 5);
  expect(enough).toMatchObject({ found: [], tried: [5] });
  const small = await ensemble(2, 5);
  expect(small).toMatchObject({ found: [3, 2], tried: [5, 3, 2, 1] });
  expect(small.notes).toContain(
    'The memory was too small to denoise 5 members together, so 3 were done at once.',
  );
  expect(small.values).toEqual(enough.values);
  // What was found is known the next time.
  const next = await ensemble(2, 2);
  expect(next).toMatchObject({ found: [], tried: [2, 1] });
  expect(next.values).toEqual(enough.values);
});
