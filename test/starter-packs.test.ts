import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveOptions } from '../contract/options.ts';
import type { Pack, PackGraph } from '../contract/pack.ts';
import type { Prior } from '../models/pipeline/pipeline.ts';
import { placeDepth } from '../models/pipeline/place.ts';
import { estimate } from '../models/pipelines.ts';
import { readImage } from './parity/read.ts';
import { openTools, readPack } from './pipeline-tools.ts';

const PACKS = join(import.meta.dirname, '../resources/packs');
const packs = readdirSync(PACKS)
  .filter((name) => existsSync(join(PACKS, name, 'pack.json')))
  .map((name) => ({ name, folder: join(PACKS, name) }));

const KINDS = {
  marigold: 'affine-depth',
  metricgold: 'metric',
  zoedepth: 'metric',
  fastdepth: 'metric',
  disparity: 'affine-disparity',
  betterdepth: 'affine-disparity',
} as const;

const filesOf = (pack: Pack) =>
  Object.values(pack.graphs as Record<string, PackGraph | undefined>).filter((graph) => graph !== undefined);

describe.each(packs)('$name', ({ name, folder }) => {
  const pack = readPack(folder);

  test('is what its pack.json says, and its card says whose weights it holds', () => {
    const found = filesOf(pack).map(({ file }) => {
      const bytes = readFileSync(join(folder, file));
      return { file, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
    });
    expect({ id: pack.id, files: filesOf(pack) }).toEqual({ id: name, files: found });
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toMatch(
      pack.origin === 'starter' ? /starter weights/i : /published/i,
    );
    expect(/starter/i.test(pack.title)).toBe(pack.origin === 'starter');
  });

  test('makes a depth map of a small photo', async () => {
    const photo = await readImage('images/coffee_80x96.png');
    const tools = openTools(folder, pack);
    const ramp = Float32Array.from(
      { length: photo.width * photo.height },
      (_, i) => 1 + Math.floor(i / photo.width),
    );
    const prior: Prior = { kind: 'affine-disparity', width: photo.width, height: photo.height, values: ramp };
    const given = pack.system === 'zoedepth' || pack.system === 'fastdepth' ? {} : { resolution: 128 };
    const options = resolveOptions(pack, given);
    const { depth, placement } = await estimate({ photo, pack, options, prior }, tools);
    const placed = placeDepth(depth, placement, photo);
    expect({ kind: depth.kind, pixels: placed.length }).toEqual({
      kind: KINDS[pack.system],
      pixels: photo.width * photo.height,
    });
    expect(placed.filter((value) => !Number.isFinite(value))).toHaveLength(0);
    expect(new Set(placed).size).toBeGreaterThan(100);
  });
});
