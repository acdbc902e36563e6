import { connectionThreshold } from '../../contract/maths/edge-cut.ts';
import { writeFile } from '../../core/disk/write-file.ts';
import { writeGlb } from '../../core/exports/mesh/glb.ts';
import { textureMesh } from '../../core/exports/mesh/textured-mesh.ts';
import { floatRecords } from '../../core/exports/mesh/vertex-records.ts';
import { rotationTo } from '../../core/geometry/axes.ts';
import { gridMesh } from '../../core/geometry/mesh/grid-mesh.ts';
import { classifyQuads } from '../../core/geometry/quads.ts';
import { measured } from './measured.ts';
import { readScene } from './read-scene.ts';

/** A process of its own: `write-mesh.ts <scene as JSON> <path>` writes our GLB with vertex colours and prints a measurement. */
const { scene, depth, rgb } = await readScene(process.argv[2]);
const path = process.argv[3];
const { width, height } = scene;

await measured(async (written) => {
  const quads = classifyQuads(depth, scene, connectionThreshold(0.05));
  const stream = gridMesh({ width, height, depth, camera: scene, quads }, false);
  const mesh = textureMesh(stream, false, {
    placed: { width, height, values: depth, window: { left: 0, top: 0, width, height }, camera: scene },
    photo: scene,
    rotation: rotationTo('y-up'),
    unitsPerMetre: 1,
    hasUvs: false,
    rgb,
    hasDepth: false,
    uncertainty: null,
  });
  return writeFile(path, { overwrite: false }, async (sink) => {
    const camera = { yfov: 1, aspectRatio: 1.5 };
    await writeGlb(sink, [mesh], { name: 'room', texture: null, camera, extras: {} }, floatRecords);
    written();
  });
});
