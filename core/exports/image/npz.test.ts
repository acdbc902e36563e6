import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { depthImageOptionsSchema } from '../../../contract/exports/depth-image.ts';
import { exportSource, twoPatches } from '../../../test/fixtures/export-source.ts';
import { readNpy } from '../../formats/read-npy.ts';
import { writeDepthImage } from './depth-image.ts';

test('an archive holds depth, uncertainty, intrinsics and facts', async () => {
  const values = new Float32Array([1, 2, Number.NaN, 4, 5, 6]);
  const spread = new Float32Array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
  const { source, folder } = await exportSource({
    depth: { kind: 'metric', width: 3, height: 2, values },
    photo: twoPatches(3, 2, [1, 2, 3], [4, 5, 6]),
    intrinsics: { fx: 5, fy: 6, cx: 1.5, cy: 1 },
  });
  const path = join(folder, 'depth.npz');
  const options = depthImageOptionsSchema.parse({ format: 'npz', invalid: 'zero' });
  await writeDepthImage({ ...source, uncertainty: spread }, options, path, { overwrite: false });
  const files = unzipSync(await readFile(path));
  expect(Object.keys(files)).toEqual(['depth.npy', 'uncertainty.npy', 'intrinsics.npy', 'metadata.npy']);
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  const plane = (of: Float32Array, width: number, height: number) => ({ width, height, values: of });
  expect(await readNpy(join(folder, 'depth.npy'))).toEqual(plane(new Float32Array([1, 2, 0, 4, 5, 6]), 3, 2));
  expect(await readNpy(join(folder, 'uncertainty.npy'))).toEqual(plane(spread, 3, 2));
  expect(await readNpy(join(folder, 'intrinsics.npy'))).toEqual(
    plane(new Float32Array([5, 0, 1.5, 0, 6, 1, 0, 0, 1]), 3, 3),
  );
  const metadata = Buffer.from(files['metadata.npy']).toString('latin1');
  expect(metadata).toContain("'descr': '|u1'");
  expect(JSON.parse(metadata.slice(metadata.indexOf('\n') + 1))).toMatchObject({
    kind: 'metric',
    unit: 'metres',
    values: 'raw',
    invalidValue: 0,
    invalidPixels: 1,
    minimum: 1,
    maximum: 6,
    pack: { id: 'tiny', licence: 'MIT' },
  });
});
