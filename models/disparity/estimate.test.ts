import { expect, test } from 'vitest';
import { resolveOptions } from '../../contract/options.ts';
import type { PackOf } from '../../contract/pack.ts';
import { openTools } from '../../test/pipeline-tools.ts';
import { meanGraph, writePack } from '../../test/synthetic-pack.ts';
import { estimateDisparity } from './estimate.ts';
import { networkSizeOf } from './input.ts';

const imagenet = {
  mean: [0.485, 0.456, 0.406] as [number, number, number],
  std: [0.229, 0.224, 0.225] as [number, number, number],
};

test.each([
  // Height, width; what Depth Anything's own transform makes of them, then Hugging Face's.
  [480, 640, [518, 686], [518, 686]],
  [1080, 1920, [518, 924], [518, 924]],
  [375, 1242, [518, 1722], [518, 1722]],
  [1920, 1080, [924, 518], [924, 518]],
  [200, 300, [518, 784], [350, 518]],
])('network size of %d x %d', (height, width, lowerBound, minimal) => {
  const sizeBy = (rule: 'lower-bound' | 'minimal') => {
    const size = networkSizeOf({ width, height }, { rule, multipleOf: 14, shortSide: 518, ...imagenet }, 518);
    return [size.height, size.width];
  };
  expect({ lowerBound: sizeBy('lower-bound'), minimal: sizeBy('minimal') }).toEqual({ lowerBound, minimal });
});

test('one pass gives relative inverse depth that covers the photo', async () => {
  const { folder, pack } = writePack(
    {
      system: 'disparity',
      depth: { kind: 'disparity' },
      input: { shortSide: 28, multipleOf: 14, rule: 'lower-bound', ...imagenet },
    },
    { model: meanGraph(0, 1.5) },
  );
  const tools = openTools(folder, pack);
  const photo = { width: 60, height: 40, rgb: new Uint8Array(7200).fill(9) };
  const disparity = pack as PackOf<'disparity'>;
  const ask = (given: Record<string, unknown>) =>
    estimateDisparity(
      { photo, pack: disparity, options: resolveOptions<'disparity'>(disparity, given), prior: null },
      tools,
    );
  expect(await ask({})).toEqual({
    depth: { kind: 'affine-disparity', width: 42, height: 28, values: new Float32Array(42 * 28).fill(1.5) },
    placement: { window: { left: 0, top: 0, width: 60, height: 40 }, method: 'bilinear', space: 'linear' },
  });
  expect((await ask({ resolution: 56 })).depth.height).toBe(56);
});
