import {
  AmbientLight,
  DirectionalLight,
  DoubleSide,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  PerspectiveCamera,
  Scene,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { DepthroomError } from '../../../contract/errors.ts';
import type { Export } from '../../../contract/exports/export.ts';
import { text } from '../../language/text.ts';
import { bodyOf, reach } from '../../server/call.ts';
import { exportAddress } from '../../server/files.ts';
import { disposeAll, geometryFacts, meshesOf, placeCamera, turnUpright } from './geometry-object.ts';
import { readGeometry } from './read-geometry.ts';
import { endingOf } from './shown-export.ts';

export type GeometryLook = 'file' | 'clay' | 'lines';

/** A file on a canvas of its own. */
export interface GeometryScene {
  /** How many triangles and points the file holds, for a person. */
  facts: string[];
  hasTriangles: boolean;
  /** Paints it as the file says, as clay under a lamp, or as the lines of its triangles. */
  showAs(look: GeometryLook): void;
  dispose(): void;
}

/** Field of view where a file has no camera, in degrees. */
const USUAL_FIELD_OF_VIEW = 50;

/** The more lines a picture has, the fainter each: a mesh of 10,000 triangles has lines of half their colour, one of 300,000 a tenth. */
function lineOpacity(meshes: readonly Mesh[]): number {
  const counts = meshes.map(({ geometry }) => (geometry.index ?? geometry.getAttribute('position')).count);
  const triangles = counts.reduce((sum, count) => sum + count / 3, 0);
  return Math.min(0.8, Math.max(0.08, 50 / Math.sqrt(triangles)));
}

/** A lamp beside the camera of the photo, as the clay of the 3D view has it. What is unlit in the file stays unlit. */
function lampsOf(): (AmbientLight | DirectionalLight)[] {
  const lamp = new DirectionalLight('#ffffff', 2.4);
  lamp.position.set(-0.4, 0.6, 1);
  return [new AmbientLight('#ffffff', 0.5), lamp];
}

/** Downloads a finished export and shows it; nothing is drawn but after a move. Throws `bad-result` where the file cannot be read, and what `reach` throws. */
export async function openGeometryScene(
  canvas: HTMLCanvasElement,
  made: Export,
  signal: AbortSignal,
): Promise<GeometryScene> {
  const response = await reach(exportAddress(made.id), { signal });
  const bytes = await bodyOf(response.arrayBuffer());
  const { object, camera: given } = await readGeometry(endingOf(made), bytes).catch((thrown) => {
    console.error(thrown);
    throw new DepthroomError('bad-result', text('exports.cannotBeReadBack', { fileName: made.fileName }), {
      cause: thrown,
    });
  });
  turnUpright(object, made.options.axes);

  const renderer = new WebGLRenderer({ canvas, antialias: true });
  renderer.setPixelRatio(window.devicePixelRatio);
  renderer.setClearColor('#101112');
  const scene = new Scene();
  scene.add(object, ...lampsOf());
  const camera = new PerspectiveCamera(given?.fov ?? USUAL_FIELD_OF_VIEW);
  const controls = new OrbitControls(camera, canvas);
  controls.listenToKeyEvents(canvas);
  placeCamera(camera, controls.target, object);
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

  const facts = geometryFacts(object);
  const meshes = meshesOf(object);
  const own = new Map(meshes.map((mesh) => [mesh, mesh.material]));
  const clay = new MeshLambertMaterial({ color: '#b9b6b0', side: DoubleSide, flatShading: true });
  // Lines of a fine mesh would fill its picture: they are seen through, on a dark surface that hides what is behind it.
  const lines = new MeshBasicMaterial({
    color: '#8fe0e4',
    wireframe: true,
    transparent: true,
    opacity: lineOpacity(meshes),
  });
  const dark = new MeshLambertMaterial({
    ...{ color: '#3b4044', side: DoubleSide, flatShading: true },
    ...{ polygonOffset: true, polygonOffsetFactor: 1, polygonOffsetUnits: 1 },
  });
  const wires = meshes.map((mesh) => new Mesh(mesh.geometry, lines));
  for (const [k, wire] of wires.entries()) {
    wire.visible = false;
    meshes[k].add(wire);
  }
  return {
    facts,
    hasTriangles: meshes.length > 0,
    showAs(look) {
      for (const mesh of meshes)
        mesh.material = look === 'file' ? (own.get(mesh) ?? mesh.material) : look === 'clay' ? clay : dark;
      for (const wire of wires) wire.visible = look === 'lines';
      ask();
    },
    dispose() {
      cancelAnimationFrame(asked);
      sizes.disconnect();
      controls.dispose();
      for (const [mesh, material] of own) mesh.material = material;
      for (const wire of wires) wire.removeFromParent();
      for (const part of [clay, lines, dark]) part.dispose();
      disposeAll(object);
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}
