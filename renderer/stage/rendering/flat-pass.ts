import { BufferGeometry, type Camera, type Material, Mesh, type WebGLRenderer } from 'three';
import { type Frame, flatOf, type PlacedPane } from '../../view/frame.ts';
import { loadedPreview } from '../../view/resources.ts';
import { setDepth } from './depth-uniforms.ts';
import { setSplit, setTint, TINTS } from './flat-uniforms.ts';
import { flatMaterials } from './materials.ts';
import { sceneOf } from './scene-of.ts';
import type { TextureCache } from './texture-cache.ts';

export interface FlatPass {
  /** Draws photo or depth map in the plane of a pane; `lensAt` is where the lens is, in photo pixels. */
  draw(frame: Frame, pane: PlacedPane, pixelRatio: number, lensAt: { x: number; y: number } | null): void;
  /** Compiles what plain panes are drawn with, photo and depth. The page goes on meanwhile, which it does not while it waits for a shader to draw with. */
  compile(): Promise<unknown>;
  dispose(): void;
}

/** Up to 200 % pixels are blended, beyond that they are shown as they are, unless a person wants otherwise. */
const BLENDED_UP_TO = 2;
/** How bright the photo is behind the words that say what is still being made. */
const DIMMED = 0.3;

export function createFlatPass(renderer: WebGLRenderer, camera: Camera, textures: TextureCache): FlatPass {
  const materials = flatMaterials();
  const { uniforms } = materials;
  const triangle = new BufferGeometry();
  triangle.setDrawRange(0, 3);
  const screen = new Mesh<BufferGeometry, Material>(triangle);
  const scene = sceneOf(screen);
  return {
    draw(frame, pane, pixelRatio, lensAt) {
      const { rectangle, photo, depth, content } = pane;
      const here = flatOf(frame, pane);
      if (!here) return;
      const picture = loadedPreview(photo);
      uniforms.photo.value = textures.picture(picture);
      uniforms.previewSize.value = picture ? [picture.width, picture.height] : [1, 1];
      uniforms.photoSize.value = [photo.width, photo.height];
      uniforms.paneTopLeft.value = [rectangle.left * pixelRatio, (frame.height - rectangle.top) * pixelRatio];
      uniforms.photoTopLeft.value = [
        here.x - rectangle.width / 2 / here.scale,
        here.y - rectangle.height / 2 / here.scale,
      ];
      uniforms.photoPerPixel.value = 1 / (here.scale * pixelRatio);
      const shown = frame.mode !== 'photo' && depth ? depth.map : picture;
      const pixelsPerPixel = shown ? (here.scale * pixelRatio * photo.width) / shown.width : 1;
      uniforms.isSmooth.value = frame.isSmooth || pixelsPerPixel <= BLENDED_UP_TO;
      const isWaiting = frame.mode !== 'photo' && !depth && content?.what !== 'photo';
      uniforms.dim.value = isWaiting || (frame.mode !== 'photo' && pane.unavailable) ? DIMMED : 1;
      setDepth(uniforms, frame, depth, textures);
      const tint = setTint(uniforms, frame, pane, textures);
      const isSplit = setSplit(uniforms, frame, pane, pixelRatio, lensAt);
      screen.material = materials.of({ tint, isSplit, hasContours: uniforms.contourStep.value > 0 });
      renderer.render(scene, camera);
    },
    compile() {
      const compiled = [TINTS.photo, TINTS.depth].map((tint) => {
        screen.material = materials.of({ tint, isSplit: false, hasContours: false });
        return renderer.compileAsync(scene, camera);
      });
      return Promise.all(compiled);
    },
    dispose() {
      triangle.dispose();
      materials.dispose();
    },
  };
}
