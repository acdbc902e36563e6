import { expect, test } from 'vitest';
import { depthFiles } from '../../test/fixtures/depth-files.ts';
import { readExr } from './exr/read-exr.ts';
import { readNpyPlane } from './read-npy.ts';
import { readTiff } from './tiff/read-tiff.ts';

test.each(depthFiles('npy'))('NumPy: $name', ({ file, values, ...facts }) => {
  const plane = readNpyPlane(file, 'depth.npy');
  expect({ ...plane, values: [...plane.values] }).toEqual({
    width: facts.width,
    height: facts.height,
    storage: facts.storage,
    values,
  });
});

test.each(depthFiles('tiff'))('tifffile: $name', async ({ file, values, ...facts }) => {
  const plane = await readTiff(file, 'depth.tif');
  expect({ ...plane, values: [...plane.values] }).toEqual({
    width: facts.width,
    height: facts.height,
    storage: facts.storage,
    description: undefined,
    values,
  });
});

/** The names of the channels that the files of make_depth_files.py hold. */
const wanted = (names: readonly string[]) =>
  names.includes('Z') ? names.indexOf('Z') : Math.max(names.indexOf('Y'), names.indexOf('R'));

test.each(depthFiles('exr'))('OpenEXR: $name', async ({ name, file, values, storage, ...facts }) => {
  const plane = await readExr(file, 'depth.exr', wanted);
  expect({ width: plane.width, height: plane.height, storage: plane.storage }).toEqual({ ...facts, storage });
  if (!/^DWA. (half|float) (RGBA?|Y)$/.test(name)) return expect([...plane.values]).toEqual(values);
  // three adds up the cosines in another order: a sum may fall into the next of the steps of DWA, which are half a percent.
  const steps = values.map((value, i) => Math.abs(plane.values[i] - value) / (0.005 * value));
  expect(Math.max(...steps)).toBeLessThan(1);
  expect(steps.filter((step) => step > 0).length).toBeLessThan(values.length / 100);
});
