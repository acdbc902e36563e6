import { BufferGeometry, Mesh, type PerspectiveCamera, Points, type WebGLRenderer } from 'three';
import { KIND_NUMBERS } from '../../../contract/maths/glsl.ts';
import type { OrbitCamera } from '../../state/camera.ts';
import { cameraScaleOf, type Frame, type PlacedPane } from '../../view/frame.ts';
import type { PaneDepth } from '../../view/pane-depth.ts';
import { loadedPreview } from '../../view/resources.ts';
import { setDepth } from './depth-uniforms.ts';
import { geometryMaterials } from './materials.ts';
import { placeCamera } from './place-camera.ts';
import { sceneOf } from './scene-of.ts';
import type { TextureCache } from './texture-cache.ts';
import { gridOf, vertexGrid } from './vertex-grid.ts';
import { withoutIslands } from './without-islands.ts';

const SHADINGS = { photo: 0, depth: 1, clay: 2 } as const;

export interface GeometryPass {
  /** Draws a map as points or surface; `decimation` thins it by so much in both directions. */
  draw(
    frame: Frame,
    pane: PlacedPane,
    depth: PaneDepth,
    orbit: OrbitCamera,
    pixelRatio: number,
    decimation: number,
  ): void;
  dispose(): void;
}

export function createGeometryPass(
  renderer: WebGLRenderer,
  camera: PerspectiveCamera,
  textures: TextureCache,
): GeometryPass {
  const { uniforms, points, surface } = geometryMaterials();
  const geometry = new BufferGeometry();
  const pointScene = sceneOf(new Points(geometry, points));
  const surfaceScene = sceneOf(new Mesh(geometry, surface));
  return {
    draw(frame, pane, depth, orbit, pixelRatio, decimation) {
      const { rectangle, photo } = pane;
      const { scale } = depth;
      placeCamera(camera, orbit, cameraScaleOf(frame, depth), pane, depth);
      const grid = vertexGrid(frame.primitive, depth, photo, frame);
      const { columns, rows, step } = gridOf(grid.plane, frame.primitive, decimation);
      uniforms.photo.value = textures.picture(loadedPreview(photo));
      uniforms.gridSize.value = [columns, rows];
      uniforms.gridStep.value = step;
      uniforms.pinhole.value = grid.pinhole;
      uniforms.photoWindow.value = grid.photoWindow;
      uniforms.threshold.value = grid.threshold;
      uniforms.hasSteps.value = grid.steps !== null;
      uniforms.isClamped.value = grid.steps?.isClamping ?? false;
      uniforms.wholePlane.value = textures.depth(grid.plane);
      uniforms.stepPlane.value = textures.depth(grid.steps?.plane ?? null);
      uniforms.stepSize.value = grid.steps ? [grid.steps.plane.width, grid.steps.plane.height] : [1, 1];
      uniforms.stepWindow.value = grid.steps?.window ?? [0, 0, 1, 1];
      uniforms.kind.value = KIND_NUMBERS[scale.kind];
      uniforms.valueRange.value = [scale.minimum, scale.maximum];
      uniforms.statedPlanes.value = [scale.nearInMetres, scale.farInMetres];
      uniforms.shading.value = SHADINGS[frame.shading];
      const tangent = Math.tan((camera.fov * Math.PI) / 360);
      // A little more than the patch, so that no gaps open at home.
      uniforms.pointScale.value = ((rectangle.height * pixelRatio) / 2 / tangent) * frame.pointSize * 1.5;
      setDepth(
        uniforms,
        frame,
        depth,
        textures,
        frame.primitive === 'surface' ? withoutIslands(grid, scale, frame) : grid.plane,
      );
      const isSurface = frame.primitive === 'surface';
      geometry.setDrawRange(0, isSurface ? 6 * (columns - 1) * (rows - 1) : columns * rows);
      renderer.render(isSurface ? surfaceScene : pointScene, camera);
    },
    dispose() {
      for (const part of [geometry, points, surface]) part.dispose();
    },
  };
}
