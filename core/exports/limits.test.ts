import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { meshOptionsSchema } from '../../contract/exports/geometry.ts';
import { describeMesh } from '../../contract/exports/geometry-size.ts';
import { exportSource } from '../../test/fixtures/export-source.ts';
import { plane } from '../../test/fixtures/scenes.ts';
import { factsOf } from '../../test/fixtures/written-mesh.ts';
import { writeTiff } from '../formats/tiff/write-tiff.ts';
import { writeZip } from '../formats/write-zip.ts';
import { writeGlb } from './mesh/glb.ts';
import { buildMesh } from './mesh/mesh.ts';
import { writeMeshArchive } from './mesh/mesh-files.ts';
import type { MeshJob } from './mesh/mesh-job.ts';
import { quantizedRecords } from './mesh/quantized-records.ts';
import type { TexturedMesh } from './mesh/textured-mesh.ts';
import { writeUsdz } from './mesh/usdz.ts';
import { floatRecords } from './mesh/vertex-records.ts';

/** Whatever is too large is refused before a byte is written. */
const nothing = async () => {
  throw new Error('something was written');
};

/** A mesh that only says how large it is. */
function huge(vertices: number, triangles: number): TexturedMesh {
  return {
    vertices,
    triangles,
    has: { normals: true, uvs: true, colours: false, depths: false, uncertainties: false },
    bounds: () => ({ minimum: [0, 0, 0], maximum: [1, 1, 1] }),
    vertexBlocks: () => [],
    triangleBlocks: () => [],
  };
}

const refusal = (sentence: RegExp) => ({ code: 'too-large', message: expect.stringMatching(sentence) });
const scene = { name: 'photo', texture: null, camera: { yfov: 1, aspectRatio: 1 }, extras: {} };

async function jobOf(format: 'obj' | 'usdz', triangles: number): Promise<MeshJob> {
  const { source } = await exportSource(factsOf(plane, 8, 6));
  const options = meshOptionsSchema.parse({ format });
  const built = await buildMesh(source, options, {});
  const mesh = { ...built.mesh, triangles };
  return {
    source,
    options,
    built: { ...built, mesh },
    comments: [],
    facts: {},
    sidecar: {},
    report: () => undefined,
  };
}

describe('refused with the way out', () => {
  test('a GLB whose lengths are no 32-bit numbers, of one level or of all together', async () => {
    const way = /4\.29 GB.*4\.4\d GB.*budget of triangles.*grid of the model.*PLY/;
    // Vertices of 32 bytes, triangles of 12.
    await expect(writeGlb(nothing, [huge(8e7, 1.6e8)], scene, floatRecords)).rejects.toMatchObject(
      refusal(way),
    );
    const levels = [huge(6e7, 1.2e8), huge(2e7, 4e7)];
    await expect(writeGlb(nothing, levels, scene, floatRecords)).rejects.toMatchObject(refusal(way));
    // Quantized it would fit, and the first bytes are written.
    await expect(writeGlb(nothing, levels, scene, quantizedRecords)).rejects.toThrow('something was written');
  });

  test('a TIFF, an archive', async () => {
    const picture = {
      width: 40_000,
      height: 30_000,
      sample: 'float32',
      samplesPerPixel: 1,
      fillRow: () => undefined,
      entries: [],
    } as const;
    await expect(writeTiff(nothing, nothing, picture, () => undefined)).rejects.toMatchObject(
      refusal(/4\.5 GiB: choose a smaller size, or OpenEXR/),
    );
    const piece = new Uint8Array(2 ** 28);
    const files = [{ name: 'depth.npy', pieces: Array.from({ length: 16 }, () => piece) }];
    await expect(writeZip(nothing, files)).rejects.toMatchObject(refusal(/4\.0 GiB: choose a smaller size/));
  });

  test('text that is put together in memory', async () => {
    const path = join('any', 'photo.obj.zip');
    await expect(
      writeMeshArchive(await jobOf('obj', 8_000_001), path, nothing, async () => undefined),
    ).rejects.toMatchObject(refusal(/budget of triangles, or choose GLB or PLY/));
    await expect(writeUsdz(await jobOf('usdz', 5_000_001), nothing)).rejects.toMatchObject(
      refusal(/budget of triangles, or choose GLB/),
    );
  });

  test.each([
    ['glb', /holds 4\.29 GB, and this would take about \d\.\d GB.*PLY/],
    ['obj', /8,000,000 triangles: state fewer triangles.*GLB/],
    ['usdz', /5,000,000 triangles: state fewer triangles.*GLB/],
    ['stl', /more than many programs turn smoothly/],
  ] as const)('and said before it is written: %s', (format, sentence) => {
    // A photo of 100 megapixels.
    const photo = { width: 12_000, height: 8_400 };
    const facts = { photo, model: photo, window: photo, hasUncertainty: false };
    const options = meshOptionsSchema.parse({ format, triangles: 0, size: 'photo' });
    expect(describeMesh(options, facts).warnings).toEqual([expect.stringMatching(sentence)]);
    const fewer = meshOptionsSchema.parse({ format, triangles: 500_000, size: 'photo' });
    expect(describeMesh(fewer, facts).warnings).toEqual([]);
  });
});
