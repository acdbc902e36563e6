import { describe, expect, test } from 'vitest';
import type { Pixels } from '../../contract/photo.ts';
import { predictMembers } from '../../models/diffusion/members.ts';
import { reduceMembers } from '../../models/diffusion/reduce.ts';
import { prepareImage, workingSizeOf } from '../../models/diffusion/working-size.ts';
import { coverPhoto, placeDepth } from '../../models/pipeline/place.ts';
import { estimate } from '../../models/pipelines.ts';
import { concatenate, LATENT_CASES, openCase, openMembers } from './latent-case.ts';
import { type Case, largestDifference, readNpy } from './read.ts';

/** Mistakes that are easily made: each must be seen in what a person sees. */
describe('mistakes are seen', () => {
  const expectFar = (each: Case, received: ArrayLike<number>) => {
    const { file, tolerance } = each.outputs[each.main];
    expect(largestDifference(received, readNpy(file))).toBeGreaterThan(tolerance);
  };
  const find = (id: string) => LATENT_CASES.find((each) => each.id === id) as Case;

  test.each([
    [
      'the photo reduced to its nearest pixels',
      'leading-10',
      (photo: Pixels, resolution: number) => {
        const size = workingSizeOf(photo, resolution, 8);
        return prepareImage(photo, size, 'nearest');
      },
    ],
    [
      'blue before red',
      'trailing-4',
      (photo: Pixels, resolution: number) => {
        const planes = prepareImage(photo, workingSizeOf(photo, resolution, 8), 'bilinear');
        const area = planes.length / 3;
        return Float32Array.from(
          { length: planes.length },
          (_, i) => planes[(2 - Math.floor(i / area)) * area + (i % area)],
        );
      },
    ],
  ])('%s', async (_, id, prepare) => {
    const each = find(id);
    const { pack, photo, options, tools } = await openCase(each);
    const size = workingSizeOf(photo, options.resolution, 8);
    const image = prepare(photo, options.resolution);
    const [values] = await predictMembers(pack, { image }, size, options, tools);
    const placement = coverPhoto(photo, options.resampleOutput);
    expectFar(each, placeDepth({ kind: 'affine-depth', ...size.resized, values }, placement, photo));
  });

  test('another seed', async () => {
    const each = find('lcm-1');
    const { pack, photo, options, tools } = await openCase(each);
    const { depth, placement } = await estimate(
      { pack, photo, options: { ...options, seed: 1 }, prior: null } as never,
      tools,
    );
    expectFar(each, placeDepth(depth, placement, photo));
  });

  test('the noise of an LCM drawn for another batch', async () => {
    const each = find('lcm-3-ensemble-3-batch-2');
    const { pack, photo, options, tools } = await openCase(each);
    const size = workingSizeOf(photo, options.resolution, 8);
    const image = prepareImage(photo, size, 'bilinear');
    const members = await predictMembers(pack, { image }, size, { ...options, batch: 3 }, tools);
    const { file, tolerance } = each.outputs.members;
    expect(largestDifference(concatenate(members), readNpy(file))).toBeGreaterThan(tolerance);
  });

  test('the mean of four members instead of their lower median', async () => {
    const each = find('metricgold-ensemble-4');
    const { members, size } = await openMembers(each);
    const wrong = reduceMembers(members, 'mean');
    expect(wrong.values).toHaveLength(size.resized.width * size.resized.height);
    expect(largestDifference(wrong.values, readNpy(each.outputs.before_resize.file))).toBeGreaterThan(
      each.outputs.before_resize.tolerance,
    );
  });

  test('metres resized instead of their logarithm', async () => {
    const each = find('metricgold');
    const { pack, photo, options, tools } = await openCase(each);
    const { depth, placement } = await estimate({ pack, photo, options, prior: null } as never, tools);
    const { file, tolerance } = each.outputs.metres;
    const wrong = placeDepth(depth, { ...placement, space: 'linear' }, photo);
    expect(largestDifference(wrong, readNpy(file), true)).toBeGreaterThan(tolerance);
  });
});
