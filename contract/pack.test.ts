import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packSchema } from './pack.ts';

const PACKS = new URL('../resources/packs/', import.meta.url);

function read(id: string): Record<string, Record<string, unknown>> {
  return JSON.parse(readFileSync(new URL(`${id}/pack.json`, PACKS), 'utf8'));
}

test('every pack that ships fits', () => {
  const ids = readdirSync(PACKS).filter((id) => !id.includes('.'));
  expect(ids.length).toBeGreaterThan(4);
  for (const id of ids) expect(packSchema.safeParse(read(id)).error, id).toBeUndefined();
});

test.each([
  ['zoedepth-starter', 'input', { multipleOf: 0 }],
  ['zoedepth-starter', 'input', { size: { height: 0, width: 64 } }],
  ['fastdepth', 'input', { height: -1, width: 224 }],
  ['marigold-starter', 'scheduler', { trainSteps: 1_000_000_000 }],
  ['marigold-starter', 'scheduler', { trainSteps: 0 }],
  ['marigold-starter', 'latent', { downscale: 0 }],
  ['marigold-starter', 'defaults', { steps: 0 }],
])('%s whose %s says %j is refused before anything is computed', (id, part, changed) => {
  const pack = read(id);
  pack[part] = { ...pack[part], ...changed };
  const { error } = packSchema.safeParse(pack);
  expect(error?.issues[0].path[0]).toBe(part);
});
