import {
  Box3,
  type Mesh,
  type Object3D,
  PerspectiveCamera,
  Points,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { Export } from '../../../contract/export.ts';
import { reach } from '../../server/call.ts';
import { exportAddress } from '../../server/files.ts';
import { readGeometry } from './read-geometry.ts';
import { endingOf } from './shown-export.ts';

/** A file on a canvas of its own. */
export interface GeometryScene {
  /** How many triangles and points the file holds, for a person. */
  facts: string[];
  hasTriangles: boolean;
  showWireframe(isOn: boolean): void;
  dispose(): void;
}

const number = new Intl.NumberFormat('en');
/** Field of view where a file has no camera, in degrees. */
const USUAL_FIELD_OF_VIEW = 50;

/** Downloads a finished export and shows it; nothing is drawn but after a move. Throws where the file cannot be read. */
export async function openGeometryScene(
  canvas: HTMLCanvasElement,
  made: Export,
  signal: AbortSignal,
): Promise<GeometryScene> {
  const response = await reach(exportAddress(made.id), { signal });
  const { object, camera: given } = await readGeometry(endingOf(made), await response.arrayBuffer());
  turnUpright(object, made.options.axes);

  const renderer = new WebGLRenderer({ canvas, antialias: true });
  renderer.setPixelRatio(window.devicePixelRatio);
  renderer.setClearColor('#101112');
  const scene = new Scene();
  scene.add(object);
  const box = new Box3().setFromObject(object, true);
  const camera = new PerspectiveCamera(given?.fov ?? USUAL_FIELD_OF_VIEW);
  const controls = new OrbitControls(camera, canvas);
  controls.listenToKeyEvents(canvas);
  placeCamera(camera, controls.target, box);
  controls.update();

  let asked = 0;
  const draw = () => {
    asked = 0;
    renderer.render(scene, camera);
  };
  const ask = () => {
    asked ||= requestAnimationFrame(draw);
  };
  const fillCanvas = () => {
    const { clientWidth, clientHeight } = canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    renderer.setSize(clientWidth, clientHeight, false);
    camera.aspect = clientWidth / clientHeight;
    camera.updateProjectionMatrix();
    ask();
  };
  const sizes = new ResizeObserver(fillCanvas);
  sizes.observe(canvas);
  controls.addEventListener('change', ask);
  fillCanvas();

  const meshes = meshesOf(object);
  return {
    ...factsOf(object),
    hasTriangles: meshes.length > 0,
    showWireframe(isOn) {
      for (const { material } of meshes)
        for (const each of [material].flat()) if ('wireframe' in each) each.wireframe = isOn;
      ask();
    },
    dispose() {
      cancelAnimationFrame(asked);
      sizes.disconnect();
      controls.dispose();
      disposeAll(object);
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}

/** Brings the axes of the file to y up. */
function turnUpright(object: Object3D, axes: unknown): void {
  if (axes === 'z-up') object.rotation.x = -Math.PI / 2;
  if (axes === 'opencv') object.rotation.x = Math.PI;
  object.updateMatrixWorld(true);
}

/** A scene in front of the photo's camera is seen from there, a step to the side; anything else from before it. */
function placeCamera(camera: PerspectiveCamera, target: Vector3, box: Box3): void {
  const size = box.getSize(new Vector3());
  box.getCenter(target);
  const radius = size.length() / 2 || 1;
  const isBeforeCamera = box.max.z < 0;
  if (isBeforeCamera) {
    const middle = -target.z;
    target.set(0, 0, -middle);
    camera.position.set(0.12 * middle, 0.1 * middle, 0.25 * middle);
  } else {
    const distance = (0.62 * Math.max(size.x, size.y)) / Math.tan((camera.fov * Math.PI) / 360) + size.z;
    camera.position.set(target.x + 0.25 * distance, target.y - 0.15 * distance, target.z + 0.95 * distance);
  }
  camera.near = radius / 1000;
  camera.far = radius * 100;
}

function meshesOf(object: Object3D): Mesh[] {
  const meshes: Mesh[] = [];
  object.traverse((each) => {
    if ('isMesh' in each) meshes.push(each as Mesh);
  });
  return meshes;
}

function factsOf(object: Object3D): { facts: string[] } {
  let points = 0;
  let triangles = 0;
  object.traverse((each) => {
    if (!('isMesh' in each) && !(each instanceof Points)) return;
    const { geometry } = each as Mesh;
    const vertices = geometry.getAttribute('position').count;
    points += vertices;
    if ('isMesh' in each) triangles += (geometry.index?.count ?? vertices) / 3;
  });
  const facts = triangles > 0 ? [`${number.format(triangles)} triangles`] : [];
  return { facts: [...facts, `${number.format(points)} points`] };
}

function disposeAll(object: Object3D): void {
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
