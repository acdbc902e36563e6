import { createStore } from './create-store.ts';

/** How large the stage is, in whole CSS pixels; 0 while it is not on the page. */
export const useStageSize = createStore<{ width: number; height: number }>(() => ({ width: 0, height: 0 }));

interface RenderStatistics {
  /** Memory of the graphics card that the textures of the last frame take. */
  textureBytes: number;
}

/** What came out of drawing the last frame and is shown elsewhere. */
export const useRenderStatistics = createStore<RenderStatistics>(() => ({ textureBytes: 0 }));
