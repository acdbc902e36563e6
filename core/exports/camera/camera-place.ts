import type { Axes } from '../../../contract/exports/geometry.ts';

/** How far the photo's camera is turned about x in each axes, from one that looks along -z with y up, as those of programs do. */
export const DEGREES_FROM_CAMERA: Record<Axes, number> = { 'y-up': 0, 'z-up': 90, opencv: 180 };
