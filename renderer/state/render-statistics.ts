import { createStore } from './create-store.ts';

interface RenderStatistics {
  /** CSS pixels for one pixel of the photo. */
  scale: number | null;
  /** Memory of the graphics card that the textures of the last frame take. */
  textureBytes: number;
}

/** What came out of drawing the last frame and is shown elsewhere. */
export const useRenderStatistics = createStore<RenderStatistics>(() => ({ scale: null, textureBytes: 0 }));
