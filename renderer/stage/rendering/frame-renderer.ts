import { PerspectiveCamera, Vector2, WebGLRenderer } from 'three';
import { useRenderStatistics } from '../../state/canvas.ts';
import type { Frame } from '../../view/frame.ts';
import { isInSpace } from '../../view/point-at.ts';
import { createFlatPass } from './flat-pass.ts';
import { createFramePacing, type FramePacing } from './frame-pacing.ts';
import { createGeometryPass } from './geometry-pass.ts';
import { createTextureCache } from './texture-cache.ts';

/** Neutral, and a little darker than the panels, so that the picture is the brightest thing there is. */
const BACKGROUND = 0x101112;

export interface FrameRenderer {
  draw(frame: Frame, how: { pixelRatio: number; decimation: number; lensAt: LensAt }): void;
  pacing: FramePacing;
  /** Whether the first frame can be drawn without waiting for a shader. */
  isCompiled(): boolean;
  dispose(): void;
}

/** A context that is lost while it compiles never says that it has: it is drawn with all the same. */
const COMPILED_AFTER_MS = 3_000;

/** Where the lens is, in photo pixels; null where there is none. */
type LensAt = { x: number; y: number } | null;

/** Draws frames with one three.js renderer; each pane is a scissor rectangle of the same canvas. Throws where there is no WebGL2. */
export function createFrameRenderer(canvas: HTMLCanvasElement): FrameRenderer {
  const renderer = new WebGLRenderer({
    canvas,
    antialias: true,
    alpha: false,
    powerPreference: 'high-performance',
  });
  renderer.autoClear = false;
  const pacing = createFramePacing(renderer.getContext() as WebGL2RenderingContext);
  const textures = createTextureCache();
  const camera = new PerspectiveCamera();
  const size = new Vector2();
  const flat = createFlatPass(renderer, camera, textures);
  const geometry = createGeometryPass(renderer, camera, textures);
  let isCompiled = false;
  const compiled = () => {
    isCompiled = true;
  };
  // What goes wrong with it is said when it is drawn.
  void flat.compile().then(compiled, compiled);
  const timer = setTimeout(compiled, COMPILED_AFTER_MS);
  return {
    pacing,
    isCompiled: () => isCompiled,
    draw(frame, { pixelRatio, decimation, lensAt }) {
      if (renderer.getPixelRatio() !== pixelRatio) renderer.setPixelRatio(pixelRatio);
      const { width, height } = renderer.getSize(size);
      if (width !== frame.width || height !== frame.height)
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
          geometry.draw(frame, pane, pane.depth, frame.orbit, pixelRatio, decimation);
        else flat.draw(frame, pane, pixelRatio, lensAt);
      }
      const textureBytes = textures.evictUnused();
      if (useRenderStatistics.getState().textureBytes !== textureBytes)
        useRenderStatistics.setState({ textureBytes });
      pacing.mark();
    },
    dispose() {
      clearTimeout(timer);
      for (const part of [textures, flat, geometry, renderer]) part.dispose();
    },
  };
}
