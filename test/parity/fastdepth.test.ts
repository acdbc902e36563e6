import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PackOf } from '../../contract/pack.ts';
import { placeDepth } from '../../models/pipeline/place.ts';
import { estimate } from '../../models/pipelines.ts';
import { openTools, readPack } from '../pipeline-tools.ts';
import { toleranceOf } from './provider.ts';
import { casesOf, largestDifference, readImage, readNpy } from './read.ts';

const folder = join(import.meta.dirname, '../../resources/packs/fastdepth');

test.each(casesOf('fastdepth'))('$id', async ({ image, outputs, main }) => {
  const pack = readPack(folder) as PackOf<'fastdepth'>;
  const tools = openTools(folder, pack);
  const photo = await readImage(image);
  const { depth, placement } = await estimate({ photo, pack, options: {}, prior: null }, tools);

  expect(
    largestDifference(
      tools.calls[0].inputs[Object.keys(tools.calls[0].inputs)[0]],
      readNpy(outputs.input.file),
    ),
  ).toBeLessThan(outputs.input.tolerance);
  expect({ ...depth, values: depth.values.length }).toEqual({
    kind: 'metric',
    width: 224,
    height: 224,
    values: 224 * 224,
  });
  expect(largestDifference(depth.values, readNpy(outputs[main].file))).toBeLessThan(
    toleranceOf(outputs[main].tolerance),
  );
  expect(placement).toEqual({
    window: { left: 0, top: 0, width: photo.width, height: photo.height },
    method: 'bilinear',
    space: 'linear',
  });
  expect(placeDepth(depth, placement, photo)).toHaveLength(photo.width * photo.height);
  expect(tools.released).toEqual(['model']);
});
