import { BoxGeometry, type Mesh, type MeshBasicMaterial, Points, Mesh as SolidMesh } from 'three';
import { STLExporter } from 'three/addons/exporters/STLExporter.js';
import { expect, test } from 'vitest';
import { geometryFacts } from './geometry-object.ts';
import { readGeometry } from './read-geometry.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;

const VERTICES = ['0 0 0 255 0 0', '1 0 0 0 255 0', '0 1 0 0 0 255'].join('\n');
const header = (faces: string) =>
  `ply\nformat ascii 1.0\nelement vertex 3\n${['x', 'y', 'z'].map((name) => `property float ${name}\n`).join('')}${[
    'red',
    'green',
    'blue',
  ]
    .map((name) => `property uchar ${name}\n`)
    .join('')}${faces}end_header\n`;

test('a PLY without faces is points, one with faces a surface; colours are those of the file', async () => {
  const cloud = await readGeometry('ply', bytesOf(`${header('')}${VERTICES}\n`));
  expect(cloud.object).toBeInstanceOf(Points);
  expect(geometryFacts(cloud.object)).toEqual(['3 points']);
  const faces = 'element face 1\nproperty list uchar int vertex_indices\n';
  const surface = await readGeometry('ply', bytesOf(`${header(faces)}${VERTICES}\n3 0 1 2\n`));
  expect(geometryFacts(surface.object)).toEqual(['1 triangle', '3 points']);
  expect(((surface.object as Mesh).material as MeshBasicMaterial).vertexColors).toBe(true);
});

test('an STL is a surface', async () => {
  const written = new STLExporter().parse(new SolidMesh(new BoxGeometry()), { binary: true });
  const { object, camera } = await readGeometry('stl', written.buffer as ArrayBuffer);
  expect(geometryFacts(object)[0]).toBe('12 triangles');
  expect(camera).toBeNull();
});
