import { Box3, type Mesh, type Object3D, type PerspectiveCamera, Points, Vector3 } from 'three';
import { text } from '../../language/text.ts';
import { firstCamera, positionOf } from '../../view/maths/orbit-camera.ts';

/** Brings the axes of a file to y up. */
export function turnUpright(object: Object3D, axes: unknown): void {
  if (axes === 'z-up') object.rotation.x = -Math.PI / 2;
  if (axes === 'opencv') object.rotation.x = Math.PI;
  object.updateMatrixWorld(true);
}

/** A scene in front of the photo's camera is seen as the 3D view shows it first; anything else from before it. */
export function placeCamera(camera: PerspectiveCamera, target: Vector3, object: Object3D): void {
  const box = new Box3().setFromObject(object, true);
  const size = box.getSize(new Vector3());
  box.getCenter(target);
  const radius = size.length() / 2 || 1;
  const isBeforeCamera = box.max.z < 0;
  if (isBeforeCamera) {
    // Harmonic, as on the stage: what is near moves most when the camera turns.
    const middle = 2 / (1 / -box.max.z + 1 / -target.z);
    const first = firstCamera(middle);
    target.set(...first.target);
    camera.position.set(...positionOf(first));
  } else {
    const distance = (0.62 * Math.max(size.x, size.y)) / Math.tan((camera.fov * Math.PI) / 360) + size.z;
    camera.position.set(target.x + 0.25 * distance, target.y - 0.15 * distance, target.z + 0.95 * distance);
  }
  camera.near = radius / 1000;
  camera.far = radius * 100;
}

export function meshesOf(object: Object3D): Mesh[] {
  const meshes: Mesh[] = [];
  object.traverse((each) => {
    if ('isMesh' in each) meshes.push(each as Mesh);
  });
  return meshes;
}

/** How many triangles, where there are any, and points a file holds, for a person. */
export function geometryFacts(object: Object3D): string[] {
  let points = 0;
  let triangles = 0;
  object.traverse((each) => {
    if (!('isMesh' in each) && !(each instanceof Points)) return;
    const { geometry } = each as Mesh;
    const vertices = geometry.getAttribute('position').count;
    points += vertices;
    if ('isMesh' in each) triangles += (geometry.index?.count ?? vertices) / 3;
  });
  const facts = triangles > 0 ? [text('exports.triangles', { count: triangles })] : [];
  return [...facts, text('exports.points', { count: points })];
}

/** Gives back what the graphics card holds of a file. */
export function disposeAll(object: Object3D): void {
  object.traverse((each) => {
    if (!('geometry' in each)) return;
    const { geometry, material } = each as Mesh;
    geometry.dispose();
    for (const one of [material].flat()) {
      if ('map' in one && one.map) (one.map as { dispose(): void }).dispose();
      one.dispose();
    }
  });
}
