import { create } from 'zustand';

/** What came out of drawing the last frame and is shown elsewhere. */
export const useShown = create<{ scale: number | null }>(() => ({ scale: null }));
