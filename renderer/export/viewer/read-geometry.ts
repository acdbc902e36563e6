import {
  type BufferGeometry,
  DoubleSide,
  Mesh,
  MeshBasicMaterial,
  MeshNormalMaterial,
  type Object3D,
  PerspectiveCamera,
  Points,
  PointsMaterial,
  TextureLoader,
} from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';
import { STLLoader } from 'three/addons/loaders/STLLoader.js';

interface ReadGeometry {
  object: Object3D;
  /** The camera of the photo, where the file has it. */
  camera: PerspectiveCamera | null;
}

/** Reads a file by its ending: `glb`, `ply` (points or surface) or `stl`. */
export async function readGeometry(ending: string, bytes: ArrayBuffer): Promise<ReadGeometry> {
  if (ending === 'glb') return readGlb(bytes);
  if (ending === 'stl') return { object: reliefOf(new STLLoader().parse(bytes)), camera: null };
  return { object: plyObject(new PLYLoader().parse(bytes)), camera: null };
}

async function readGlb(bytes: ArrayBuffer): Promise<ReadGeometry> {
  const loader = new GLTFLoader();
  // Pictures come through an element: the page's policy lets nothing be fetched from a blob.
  loader.register((parser) => {
    parser.textureLoader = new TextureLoader(parser.options.manager);
    return { name: 'pictures-by-element' };
  });
  const { scene, cameras } = await loader.parseAsync(bytes, '');
  const camera = cameras.find((each) => each instanceof PerspectiveCamera) ?? null;
  return { object: scene, camera };
}

function plyObject(geometry: BufferGeometry): Object3D {
  const isColoured = geometry.hasAttribute('color');
  if (geometry.index)
    return new Mesh(geometry, new MeshBasicMaterial({ vertexColors: isColoured, side: DoubleSide }));
  return new Points(
    geometry,
    new PointsMaterial({ vertexColors: isColoured, size: 1.5, sizeAttenuation: false }),
  );
}

function reliefOf(geometry: BufferGeometry): Object3D {
  return new Mesh(geometry, new MeshNormalMaterial());
}
