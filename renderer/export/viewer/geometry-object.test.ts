import {
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  DataTexture,
  Group,
  Mesh,
  MeshBasicMaterial,
  PerspectiveCamera,
  Points,
  PointsMaterial,
  Vector3,
} from 'three';
import { expect, test } from 'vitest';
import { firstCamera, positionOf } from '../../view/maths/orbit-camera.ts';
import { disposeAll, geometryFacts, meshesOf, placeCamera, turnUpright } from './geometry-object.ts';

const points = (...positions: number[]) =>
  new Points(
    new BufferGeometry().setAttribute('position', new BufferAttribute(new Float32Array(positions), 3)),
    new PointsMaterial(),
  );

test('triangles and points are counted, with and without an index', () => {
  const box = new Mesh(new BoxGeometry());
  expect(geometryFacts(box)).toEqual(['12 triangles', '24 points']);
  expect(geometryFacts(new Mesh(new BoxGeometry().toNonIndexed()))).toEqual(['12 triangles', '36 points']);
  expect(geometryFacts(points(0, 0, 0, 1, 1, 1))).toEqual(['2 points']);
  const both = new Group().add(box, points(0, 0, 0));
  expect(geometryFacts(both)).toEqual(['12 triangles', '25 points']);
  expect(meshesOf(both)).toEqual([box]);
});

test('whatever the axes of a file, up is up', () => {
  const upOf = (axes: string, ...up: [number, number, number]) => {
    const cloud = points(0, 0, 0);
    turnUpright(cloud, axes);
    return cloud
      .localToWorld(new Vector3(...up))
      .toArray()
      .map(Math.round);
  };
  expect(upOf('z-up', 0, 0, 1)).toEqual([0, 1, 0]);
  expect(upOf('opencv', 0, -1, 0)[1]).toBe(1);
  expect(upOf('y-up', 0, 1, 0)).toEqual([0, 1, 0]);
});

test('a scene before the camera of the photo is seen as the 3D view shows it first', () => {
  const camera = new PerspectiveCamera(50);
  const target = new Vector3();
  placeCamera(camera, target, points(-1, -1, -2, 3, 1, -6));
  // The same camera as on the stage: around the harmonic mean of the nearest depth and the middle, a step to the side.
  const middle = 2 / (1 / 2 + 1 / 4);
  expect(target.toArray()).toEqual([0, 0, -middle]);
  expect(camera.position.toArray()).toEqual(positionOf(firstCamera(middle)));
});

test('any other object fits into the picture', () => {
  const camera = new PerspectiveCamera(50, 1);
  const target = new Vector3();
  const box = new Mesh(new BoxGeometry(2, 2, 2));
  placeCamera(camera, target, box);
  camera.lookAt(target);
  camera.updateProjectionMatrix();
  camera.updateMatrixWorld(true);
  for (const x of [-1, 1])
    for (const y of [-1, 1])
      for (const z of [-1, 1]) {
        const seen = new Vector3(x, y, z).project(camera);
        expect(Math.max(Math.abs(seen.x), Math.abs(seen.y))).toBeLessThan(1);
        expect(Math.abs(seen.z)).toBeLessThan(1);
      }
});

test('geometry, material and texture are given back', () => {
  const texture = new DataTexture();
  const mesh = new Mesh(new BoxGeometry(), new MeshBasicMaterial({ map: texture }));
  const given: string[] = [];
  mesh.geometry.addEventListener('dispose', () => given.push('geometry'));
  mesh.material.addEventListener('dispose', () => given.push('material'));
  texture.addEventListener('dispose', () => given.push('texture'));
  disposeAll(new Group().add(mesh));
  expect(given.toSorted()).toEqual(['geometry', 'material', 'texture']);
});
