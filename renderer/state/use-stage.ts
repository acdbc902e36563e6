import { useStore } from 'zustand';
import { type OnStage, stageStore } from './selection.ts';

/** What is on the stage now, for components. */
export function useStage(): OnStage {
  return useStore(stageStore);
}
