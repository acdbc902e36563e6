import { createStore } from './create-store.ts';

/** How large the stage is, in whole CSS pixels; 0 while it is not on the page. */
export const useStageSize = createStore<{ width: number; height: number }>(() => ({ width: 0, height: 0 }));
