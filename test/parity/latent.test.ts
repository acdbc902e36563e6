import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveOptions } from '../../contract/options.ts';
import type { LatentPack, PackOf } from '../../contract/pack.ts';
import type { Pixels } from '../../contract/photo.ts';
import { type Alignment, alignMembers, disagreementOf } from '../../models/diffusion/align.ts';
import { ensembleAffine } from '../../models/diffusion/ensemble.ts';
import { predictMembers } from '../../models/diffusion/members.ts';
import { type Reduced, reduceMembers } from '../../models/diffusion/reduce.ts';
import { prepareImage, preparePlane, workingSizeOf } from '../../models/diffusion/working-size.ts';
import { fitLine } from '../../models/least-squares.ts';
import { coverPhoto, placeDepth, placeUncertainty } from '../../models/place.ts';
import type { Prior } from '../../models/room.ts';
import { estimate } from '../../models/rooms.ts';
import { type Case, casesOf, largestDifference, PARITY, readImage, readNpy } from './read.ts';
import { openTools, type RecordingTools, readPack } from '../room-tools.ts';

type LatentSystem = LatentPack['system'];

/** A case with everything that a room needs to answer it. */
async function open(each: Case) {
  const folder = join(PARITY, 'packs', each.pack as string);
  const pack = readPack(folder) as LatentPack;
  const photo = await readImage(each.image);
  const options = resolveOptions(pack as PackOf<LatentSystem>, each.settings);
  const prior: Prior | null = each.coarse
    ? { kind: 'affine-disparity', width: photo.width, height: photo.height, values: readNpy(each.coarse) }
    : null;
  return { pack, photo, options, prior, tools: openTools(folder, pack) };
}

/** Asks the shared steps themselves, so that what lies between them can be compared. */
async function openMembers(each: Case) {
  const opened = await open(each);
  const { pack, photo, options, prior, tools } = opened;
  const size = workingSizeOf(photo, options.resolution, pack.latent.downscale);
  const image = prepareImage(photo, size, options.resampleInput);
  const coarse = prior ? coarsePlanes(prior, photo, size, options) : undefined;
  return { ...opened, size, members: await predictMembers(pack, { image, coarse }, size, options, tools) };
}

function coarsePlanes(
  prior: Prior,
  photo: Pixels,
  size: ReturnType<typeof workingSizeOf>,
  options: { resampleInput: Parameters<typeof prepareImage>[2] },
) {
  const low = prior.values.reduce((a, b) => Math.min(a, b));
  const high = prior.values.reduce((a, b) => Math.max(a, b));
  const readRow = (y: number, row: Float32Array) => {
    for (let x = 0; x < row.length; x++) row[x] = (2 * (prior.values[y * photo.width + x] - low)) / (high - low) - 1;
  };
  const plane = preparePlane(readRow, photo, size, options.resampleInput);
  return Float32Array.from({ length: 3 * plane.length }, (_, i) => plane[i % plane.length]);
}

/** Every intermediate of a case as the recorded graph calls show it. */
function intermediates(tools: RecordingTools, pack: LatentPack, steps: number, members: Float32Array[]) {
  const of = (graph: string) => tools.calls.filter((call) => call.graph === graph);
  const [encoded, coarse] = of('vaeEncoder');
  const unet = of('unet');
  const decoded = of('vaeDecoder');
  const { channels, scalingFactor } = pack.latent;
  const latentLength = decoded[0].inputs[Object.keys(decoded[0].inputs)[0]].length;
  const scaledMean = (output: Float32Array) => output.subarray(0, latentLength).map((value) => value * scalingFactor);
  const slot = pack.conditioning.indexOf('noise' as never);
  const noisyOf = ({ sample }: Record<string, Float32Array>) => {
    const stacked = latentLength * pack.conditioning.length;
    return concatenate(
      Array.from({ length: sample.length / stacked }, (_, member) =>
        sample.subarray(member * stacked + slot * latentLength, member * stacked + (slot + 1) * latentLength),
      ),
    );
  };
  const finals = decoded.map(({ inputs }) => Object.values(inputs)[0].map((value) => value * scalingFactor));
  const firstBatch = unet.slice(0, steps).map((call) => noisyOf(call.inputs));
  expect(channels).toBe(4);
  return {
    input: encoded.inputs[Object.keys(encoded.inputs)[0]],
    image_latent: scaledMean(encoded.output),
    ...(coarse ? { coarse_latent: scaledMean(coarse.output) } : {}),
    noise: concatenate(unet.filter((_, index) => index % steps === 0).map((call) => noisyOf(call.inputs))),
    latents_by_step: concatenate([...firstBatch.slice(1), ...finals.slice(0, firstBatch[0].length / latentLength)]),
    latent: concatenate(finals),
    members: concatenate(members),
  };
}

function concatenate(parts: Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

function expectClose(each: Case, name: string, received: ArrayLike<number>) {
  const { file, tolerance, relative } = each.outputs[name];
  expect(largestDifference(received, readNpy(file), relative), `${name} of ${each.id}`).toBeLessThanOrEqual(tolerance);
}

const cases = [...casesOf('marigold'), ...casesOf('metricgold'), ...casesOf('betterdepth')];

describe.each(cases)('$id', (each) => {
  test('every step from the photo to the members', async () => {
    const { pack, options, tools, members } = await openMembers(each);
    const found = intermediates(tools, pack, options.steps, members);
    for (const [name, values] of Object.entries(found)) expectClose(each, name, values);
    const keys = Object.keys(pack.graphs).filter((key) => key !== 'prompt');
    expect(new Set(tools.released)).toEqual(new Set(keys));
    expect(tools.released.at(-1)).toBe('vaeDecoder');
  });
});

describe.each(cases.filter((each) => !each.ensembling))('$id', (each) => {
  test('what a person sees', async () => {
    const { pack, photo, options, prior, tools } = await open(each);
    const { depth, placement, uncertainty } = await estimate({ pack, photo, options, prior } as never, tools);
    expectClose(each, each.main, placeDepth(depth, placement, photo));
    if (each.id.startsWith('metricgold') && pack.depth.kind === 'log-metric') {
      const span = Math.log(pack.depth.max / pack.depth.min);
      const { min } = pack.depth;
      expectClose(each, 'before_resize', depth.values.map((metres) => Math.log(metres / min) / span));
      if (uncertainty) {
        const placed = placeUncertainty(uncertainty.values, depth, placement, photo);
        expectClose(each, 'uncertainty', placed.map((value) => value / span));
      }
    } else if (!each.coarse) expectClose(each, 'before_resize', depth.values);
    expect(tools.stages.map(({ fraction }) => fraction)).toEqual([...tools.stages.map(({ fraction }) => fraction)].sort((a, b) => a - b));
  });
});

describe.each(cases.filter((each) => each.ensembling))('$id', (each) => {
  const ensembling = each.ensembling as NonNullable<Case['ensembling']>;
  const reference: Alignment = {
    scale: Float64Array.from(ensembling.scale),
    shift: Float64Array.from(ensembling.shift),
  };

  test('what a person sees, for the alignment of the reference', async () => {
    const { photo, options, size, members, prior } = await openMembers(each);
    const { values, spread } = ensembleAffine(members, size.resized, 'median', reference);
    const placement = coverPhoto(photo, options.resampleOutput);
    const prediction = placeDepth({ kind: 'affine-depth', ...size.resized, values }, placement, photo);
    expectClose(each, 'before_resize', values);
    expectClose(each, 'prediction', prediction);
    expectClose(each, 'uncertainty', placeUncertainty(spread, size.resized, placement, photo));
    if (!prior || !each.anchor) return;
    const line = fitLine(prediction.length, (i) => prediction[i], (i) => prior.values[i]);
    expect(line.scale).toBeCloseTo(each.anchor.scale, 3);
    expect(line.shift).toBeCloseTo(each.anchor.shift, 3);
    expectClose(each, 'refined', prediction.map((value) => line.scale * value + line.shift));
  });

  test('an alignment of our own that disagrees no more and stays close', async () => {
    const { size, members } = await openMembers(each);
    const alignment = alignMembers(members, size.resized);
    expect(disagreementOf(members, alignment)).toBeLessThanOrEqual(1.05 * ensembling.disagreement.reference);

    const { pack, photo, options, prior, tools } = await open(each);
    const { depth, placement, uncertainty } = await estimate({ pack, photo, options, prior } as never, tools);
    const seen = placeDepth(depth, placement, photo);
    const expected = readNpy(each.outputs[each.main].file);
    const distance = seen.reduce((sum, value, i) => sum + Math.abs(value - expected[i]), 0) / seen.length;
    expect(distance / (each.anchor?.scale ?? 1)).toBeLessThanOrEqual(ensembling.meanTolerance);
    expect(uncertainty?.values).toHaveLength(depth.values.length);
  });
});

/** Mistakes that are easily made: each must be seen in what a person sees. */
describe('mistakes are seen', () => {
  const expectFar = (each: Case, received: ArrayLike<number>) => {
    const { file, tolerance } = each.outputs[each.main];
    expect(largestDifference(received, readNpy(file))).toBeGreaterThan(tolerance);
  };
  const find = (id: string) => cases.find((each) => each.id === id) as Case;

  test.each([
    ['the photo reduced without antialias', 'leading-10', (photo: Pixels, resolution: number) => {
      const size = workingSizeOf(photo, resolution, 8);
      return prepareImage(photo, size, 'nearest');
    }],
    ['blue before red', 'trailing-4', (photo: Pixels, resolution: number) => {
      const planes = prepareImage(photo, workingSizeOf(photo, resolution, 8), 'bilinear');
      const area = planes.length / 3;
      return Float32Array.from({ length: planes.length }, (_, i) => planes[(2 - Math.floor(i / area)) * area + (i % area)]);
    }],
  ])('%s', async (_, id, prepare) => {
    const each = find(id);
    const { pack, photo, options, tools } = await open(each);
    const size = workingSizeOf(photo, options.resolution, 8);
    const image = prepare(photo, options.resolution);
    const [values] = await predictMembers(pack, { image }, size, options, tools);
    const placement = coverPhoto(photo, options.resampleOutput);
    expectFar(each, placeDepth({ kind: 'affine-depth', ...size.resized, values }, placement, photo));
  });

  test('another seed', async () => {
    const each = find('lcm-1');
    const { pack, photo, options, tools } = await open(each);
    const { depth, placement } = await estimate({ pack, photo, options: { ...options, seed: 1 }, prior: null } as never, tools);
    expectFar(each, placeDepth(depth, placement, photo));
  });

  test('the noise of an LCM drawn for another batch', async () => {
    const each = find('lcm-3-ensemble-3-batch-2');
    const { pack, photo, options, tools } = await open(each);
    const size = workingSizeOf(photo, options.resolution, 8);
    const image = prepareImage(photo, size, 'bilinear');
    const members = await predictMembers(pack, { image }, size, { ...options, batch: 3 }, tools);
    const { file, tolerance } = each.outputs.members;
    expect(largestDifference(concatenate(members), readNpy(file))).toBeGreaterThan(tolerance);
  });

  test('the mean of four members instead of their lower median', async () => {
    const each = find('metricgold-ensemble-4');
    const { members, size } = await openMembers(each);
    const wrong: Reduced = reduceMembers(members, 'mean');
    expect(wrong.values).toHaveLength(size.resized.width * size.resized.height);
    expect(largestDifference(wrong.values, readNpy(each.outputs.before_resize.file))).toBeGreaterThan(
      each.outputs.before_resize.tolerance,
    );
  });

  test('metres resized instead of their logarithm', async () => {
    const each = find('metricgold');
    const { pack, photo, options, tools } = await open(each);
    const { depth, placement } = await estimate({ pack, photo, options, prior: null } as never, tools);
    const { file, tolerance } = each.outputs.metres;
    const wrong = placeDepth(depth, { ...placement, space: 'linear' }, photo);
    expect(largestDifference(wrong, readNpy(file), true)).toBeGreaterThan(tolerance);
  });
});
