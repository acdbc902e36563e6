import {
  BufferGeometry,
  type Material,
  Mesh,
  type Object3D,
  PerspectiveCamera,
  Points,
  Scene,
  WebGLRenderer,
} from 'three';
import { IDENTITY, mappingUniform } from '../../view/mapping.ts';
import { useShown } from '../../state/render-statistics.ts';
import { type Frame, flatOf } from '../../view/frame.ts';
import { cloudMaterials, flatMaterials, gridOf } from './materials.ts';
import { type OrbitCamera, positionOf, viewFieldOfView } from '../../view/orbit-camera.ts';
import { createPace, type Pace } from './frame-pacing.ts';
import { KINDS, setSplit, setTint } from './flat-uniforms.ts';
import type { Pane, PaneDepth } from '../../view/pane.ts';
import { isInSpace } from '../../view/point-at.ts';
import { solidGrid } from './vertex-grid.ts';
import { createTextures } from './texture-cache.ts';
import type { Plane } from '../../view/resources.ts';

/** Neutral, and a little darker than the panels, so that the picture is the brightest thing there is. */
const BACKGROUND = 0x101112;
const PAINTS = { photo: 0, depth: 1, clay: 2 } as const;

export interface Painter {
  /** Draws a frame; `coarseness` thins points and surfaces by so much in both directions. */
  paint(frame: Frame, pixelRatio: number, coarseness: number): void;
  pace: Pace;
  dispose(): void;
}

/** Draws frames with one three.js renderer; each pane is a scissor rectangle of the same canvas. Throws where there is no WebGL2. */
export function createPainter(canvas: HTMLCanvasElement): Painter {
  const renderer = new WebGLRenderer({
    canvas,
    antialias: true,
    alpha: false,
    powerPreference: 'high-performance',
  });
  renderer.autoClear = false;
  const pace = createPace(renderer.getContext() as WebGL2RenderingContext);
  const textures = createTextures();
  const flat = flatMaterials();
  const cloud = cloudMaterials();
  const triangle = new BufferGeometry();
  triangle.setDrawRange(0, 3);
  const solid = new BufferGeometry();
  const screen = new Mesh<BufferGeometry, Material>(triangle);
  const flatScene = sceneOf(screen);
  const pointScene = sceneOf(new Points(solid, cloud.points));
  const surfaceScene = sceneOf(new Mesh(solid, cloud.surface));
  const camera = new PerspectiveCamera();
  let coarseness = 1;

  const paintFlat = (frame: Frame, pane: Pane, pixelRatio: number) => {
    const { rectangle, photo, picture, depth, content } = pane;
    const here = flatOf(frame, pane);
    if (!here) return;
    const { uniforms } = flat;
    uniforms.photo.value = textures.picture(picture);
    uniforms.previewSize.value = picture ? [picture.width, picture.height] : [1, 1];
    uniforms.photoSize.value = [photo.width, photo.height];
    uniforms.paneTopLeft.value = [rectangle.left * pixelRatio, (frame.height - rectangle.top) * pixelRatio];
    uniforms.photoTopLeft.value = [
      here.x - rectangle.width / 2 / here.scale,
      here.y - rectangle.height / 2 / here.scale,
    ];
    uniforms.photoPerPixel.value = 1 / (here.scale * pixelRatio);
    // Up to 200 % pixels are blended, beyond that they are shown as they are, unless a person wants otherwise.
    const shown = frame.mode !== 'photo' && depth ? depth.map : picture;
    const pixelsPerPixel = shown ? (here.scale * pixelRatio * photo.width) / shown.width : 1;
    uniforms.isSmooth.value = frame.isSmooth || pixelsPerPixel <= 2;
    // Behind the words that say what is still being made, the photo steps back.
    const isWaiting = frame.mode !== 'photo' && !depth && content?.what !== 'photo';
    uniforms.dim.value = isWaiting || (frame.mode !== 'photo' && pane.lack) ? 0.3 : 1;
    setDepth(uniforms, frame, depth);
    const tint = setTint(uniforms, frame, pane, textures);
    const isSplit = setSplit(uniforms, frame, pane, pixelRatio);
    screen.material = flat.of({ tint, isSplit, hasContours: uniforms.contourStep.value > 0 });
    renderer.render(flatScene, camera);
  };

  const paintCloud = (frame: Frame, pane: Pane, depth: PaneDepth, orbit: OrbitCamera, pixelRatio: number) => {
    const { rectangle, photo, picture } = pane;
    const { scale } = depth;
    placeCamera(camera, orbit, pane, depth);
    const { uniforms } = cloud;
    const drawn = solidGrid(frame.solid, depth, photo, frame.edgeCut);
    const { columns, rows, step } = gridOf(drawn.plane, frame.solid, coarseness);
    uniforms.photo.value = textures.picture(picture);
    uniforms.gridSize.value = [columns, rows];
    uniforms.gridStep.value = step;
    uniforms.pinhole.value = drawn.pinhole;
    uniforms.photoWindow.value = drawn.photoWindow;
    uniforms.threshold.value = drawn.threshold;
    uniforms.hasSteps.value = drawn.steps !== null;
    uniforms.stepPlane.value = textures.depth(drawn.steps?.plane ?? null);
    uniforms.stepSize.value = drawn.steps ? [drawn.steps.plane.width, drawn.steps.plane.height] : [1, 1];
    uniforms.stepWindow.value = drawn.steps?.window ?? [0, 0, 1, 1];
    uniforms.kind.value = KINDS[scale.kind];
    uniforms.valueRange.value = [scale.minimum, scale.maximum];
    uniforms.statedPlanes.value = [scale.nearInMetres, scale.farInMetres];
    uniforms.paint.value = PAINTS[frame.paint];
    const tangent = Math.tan((camera.fov * Math.PI) / 360);
    // A little more than the patch, so that no gaps open at home.
    uniforms.pointScale.value = ((rectangle.height * pixelRatio) / 2 / tangent) * frame.pointSize * 1.5;
    setDepth(uniforms, frame, depth, drawn.plane);
    const isSurface = frame.solid === 'surface';
    solid.setDrawRange(0, isSurface ? 6 * (columns - 1) * (rows - 1) : columns * rows);
    renderer.render(isSurface ? surfaceScene : pointScene, camera);
  };

  const setDepth = (
    uniforms: typeof flat.uniforms,
    frame: Frame,
    depth: PaneDepth | null,
    plane: Plane | null = depth?.map ?? null,
  ) => {
    uniforms.depthPlane.value = textures.depth(plane);
    uniforms.planeSize.value = plane ? [plane.width, plane.height] : [1, 1];
    uniforms.shownBy.value = mappingUniform(depth?.shownBy ?? IDENTITY);
    uniforms.colourTable.value = textures.colours(frame.colourMap, frame.isReversed);
    uniforms.span.value = depth ? [depth.span.near, depth.span.far] : [1, 0];
    uniforms.gamma.value = frame.gamma;
  };

  return {
    pace,
    paint(frame, pixelRatio, thinned) {
      coarseness = thinned;
      if (renderer.getPixelRatio() !== pixelRatio) renderer.setPixelRatio(pixelRatio);
      renderer.setSize(frame.width, frame.height, false);
      // A context that was lost and came back has forgotten it.
      renderer.setClearColor(BACKGROUND);
      renderer.setScissorTest(false);
      renderer.clear();
      renderer.setScissorTest(true);
      for (const pane of frame.panes) {
        const { left, top, width, height } = pane.rectangle;
        const bottom = frame.height - top - height;
        renderer.setViewport(left, bottom, width, height);
        renderer.setScissor(left, bottom, width, height);
        if (isInSpace(frame, pane) && pane.depth && frame.orbit)
          paintCloud(frame, pane, pane.depth, frame.orbit, pixelRatio);
        else paintFlat(frame, pane, pixelRatio);
      }
      const textureBytes = textures.sweep();
      if (useShown.getState().textureBytes !== textureBytes) useShown.setState({ textureBytes });
      pace.mark();
    },
    dispose() {
      textures.dispose();
      for (const thing of [triangle, solid, flat, cloud.points, cloud.surface, renderer]) thing.dispose();
    },
  };
}

function sceneOf(object: Object3D): Scene {
  const scene = new Scene();
  // Vertices are made in the shader, so three.js cannot know where they are.
  object.frustumCulled = false;
  scene.add(object);
  return scene;
}

/** Places the camera for one pane; the planes of depth are far enough apart for everything and close enough for 24 bits. */
function placeCamera(camera: PerspectiveCamera, orbit: OrbitCamera, pane: Pane, depth: PaneDepth): void {
  const [x, y, z] = positionOf(orbit);
  const [tx, ty, tz] = orbit.target;
  const k = depth.cameraScale;
  camera.position.set(x * k, y * k, z * k);
  camera.lookAt(tx * k, ty * k, tz * k);
  camera.fov = (viewFieldOfView(pane.photo, pane.rectangle) * 180) / Math.PI;
  camera.aspect = pane.rectangle.width / pane.rectangle.height;
  camera.far = Math.hypot(x, y, z) * k + depth.farthest * 4;
  camera.near = Math.max(camera.far / 20_000, Math.min(orbit.distance * k * 0.01, depth.nearest * 0.05));
  camera.updateProjectionMatrix();
}
