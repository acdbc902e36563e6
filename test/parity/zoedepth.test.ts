import { describe, expect, test } from 'vitest';
import { resolveOptions } from '../../contract/options.ts';
import type { PackOf } from '../../contract/pack.ts';
import { placeDepth } from '../../models/pipeline/place.ts';
import { resize } from '../../models/pipeline/resize.ts';
import { estimate } from '../../models/pipelines.ts';
import { networkInput, networkSizeOf, paddingOf, rulesOf } from '../../models/zoedepth/input.ts';
import { openTools, readPack } from '../pipeline-tools.ts';
import { boundPack } from './bound-packs.ts';
import { toleranceOf } from './provider.ts';
import {
  type Case,
  casesOf,
  type FolderOf,
  folderOfPack,
  largestDifference,
  readImage,
  readNpy,
  readUnit,
} from './read.ts';

type Sides = [number, number];
const NOT_PADDED = { x: 0, y: 0 };

async function run(each: Case, folderOf: FolderOf = folderOfPack) {
  const folder = await folderOf(each.pack as string);
  const pack = readPack(folder) as PackOf<'zoedepth'>;
  const { pad, keepAspectRatio, flip } = each.settings;
  const options = resolveOptions<'zoedepth'>(pack, { pad, keepAspect: keepAspectRatio, flip });
  const tools = openTools(folder, pack);
  const photo = await readImage(each.image);
  const answer = await estimate({ photo, pack, options, prior: null }, tools);
  return { ...answer, photo, tools };
}

function expectClose(each: Case, name: string, received: ArrayLike<number>) {
  if (!each.outputs[name]) return;
  const { file, tolerance } = each.outputs[name];
  expect(largestDifference(received, readNpy(file)), `${name} of ${each.id}`).toBeLessThanOrEqual(
    toleranceOf(tolerance),
  );
}

const ROUTES: [name: string, folderOf: FolderOf][] = [
  ['pack of the goldens', folderOfPack],
  ['checkpoint that is bound', boundPack],
];

describe.each(casesOf('zoedepth'))('$id', (each) => {
  test.each(
    ROUTES,
  )('network input, both passes and the metres that a person sees: %s', async (_, folderOf) => {
    const { depth, placement, photo, tools } = await run(each, folderOf);
    expect([depth.height, depth.width]).toEqual(each.networkSize);
    const [first, second] = tools.calls;
    expectClose(each, 'pixel_values', Object.values(first.inputs)[0]);
    expectClose(each, 'predicted_depth', first.output);
    if (second) expectClose(each, 'predicted_depth_flipped', second.output);
    expect(tools.calls).toHaveLength(each.settings.flip ? 2 : 1);

    const placed = placeDepth(depth, placement, photo);
    const { target } = each.settings;
    const seen = target
      ? resize(placed, photo, { height: target[0], width: target[1] }, { method: 'bicubic' })
      : placed;
    expectClose(each, 'metres', seen);
  });
});

const unit =
  readUnit<
    {
      from: Sides;
      padding: Sides;
      reflectPossible: boolean;
      paddedKeep: Sides;
      paddedFixed: Sides;
      plainKeep: Sides;
      plainFixed: Sides;
    }[]
  >('zoe-sizes');

test.each(unit.rows)('padding and network size of $from', (row) => {
  const rules = {
    size: { height: 384, width: 512 },
    multipleOf: 32,
    padFactor: 3,
    mean: [0.5, 0.5, 0.5],
    deviation: [0.5, 0.5, 0.5],
  };
  const photo = { height: row.from[0], width: row.from[1] };
  const padding = paddingOf(photo, 3);
  const sizeOf = (pad: { x: number; y: number }, keepAspect: boolean): Sides => {
    const size = networkSizeOf(
      { width: photo.width + 2 * pad.x, height: photo.height + 2 * pad.y },
      rules,
      keepAspect,
    );
    return [size.height, size.width];
  };
  // Where the reference comes to 0 and fails, one multiple is taken.
  const clamped = (sides: Sides) => sides.map((side) => Math.max(side, 32));
  expect(sizeOf(NOT_PADDED, true)).toEqual(clamped(row.plainKeep));
  expect(sizeOf(NOT_PADDED, false)).toEqual(row.plainFixed);
  if (!row.reflectPossible) return expect(padding).not.toEqual({ y: row.padding[0], x: row.padding[1] });
  expect(padding).toEqual({ y: row.padding[0], x: row.padding[1] });
  expect(sizeOf(padding, true)).toEqual(clamped(row.paddedKeep));
  return expect(sizeOf(padding, false)).toEqual(row.paddedFixed);
});

describe('network input', () => {
  type Row = {
    size: Sides;
    pad: boolean;
    pixels: number[];
    shape: [number, number, number];
    values: number[];
  };
  const { rows: preprocess, tolerance } = readUnit<{ input: PackOf<'zoedepth'>['input']; rows: Row[] }>(
    'zoe-preprocess',
  );
  const rules = rulesOf({ input: preprocess.input } as PackOf<'zoedepth'>);

  const inputOf = (row: Row) => {
    const photo = { height: row.size[0], width: row.size[1], rgb: Uint8Array.from(row.pixels) };
    const padding = row.pad ? paddingOf(photo, rules.padFactor) : NOT_PADDED;
    const padded = { width: photo.width + 2 * padding.x, height: photo.height + 2 * padding.y };
    const size = networkSizeOf(padded, rules, preprocess.input.resize?.keepAspectRatio ?? true);
    return { photo, padding, size };
  };

  test.each(preprocess.rows)('$size, padded $pad', (row) => {
    const { photo, padding, size } = inputOf(row);
    expect([3, size.height, size.width]).toEqual(row.shape);
    expect(largestDifference(networkInput(photo, padding, size, rules), row.values)).toBeLessThan(tolerance);
  });

  test('the statistics of ImageNet are seen', () => {
    const { photo, padding, size } = inputOf(preprocess.rows[0]);
    const imagenet = { ...rules, mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };
    const wrong = networkInput(photo, padding, size, imagenet);
    expect(largestDifference(wrong, preprocess.rows[0].values)).toBeGreaterThan(10 * tolerance);
  });
});

test.each(
  casesOf('zoedepth')
    .filter((each) => each.settings.pad)
    .slice(0, 2),
)('a map that is not cut is seen in $id', async (each) => {
  const { depth, placement, photo } = await run(each);
  const window = { left: 0, top: 0, width: photo.width, height: photo.height };
  const wrong = placeDepth(depth, { ...placement, window }, photo);
  const target = each.outputs.metres;
  expect(largestDifference(wrong, readNpy(target.file))).toBeGreaterThan(target.tolerance);
});
