import type { Size } from '../schemas.ts';
import type { MeshOptions } from './geometry.ts';

/** Millimetres between the points of a lithophane: a quarter of the usual nozzle. */
const FINEST = 0.1;

/** Triangles of walls and floor for each side of the border of a print's face. */
export const PER_BORDER_EDGE = 3;

/** The pixels of a print, and the height of one over its width. */
export interface PrintGrid extends Size {
  pixelAspect: number;
}

/** The pixels of a lithophane: those of the photo, or as many of them as lie a tenth of a millimetre apart. */
export function lithophaneGrid(
  photo: Size,
  { size, reliefWidth }: Pick<MeshOptions, 'size' | 'reliefWidth'>,
): PrintGrid {
  const share =
    size === 'photo' ? 1 : Math.min(1, reliefWidth / FINEST / Math.max(photo.width, photo.height));
  const [width, height] = [photo.width, photo.height].map((side) => Math.max(1, Math.round(side * share)));
  return { width, height, pixelAspect: (photo.height * width) / (photo.width * height) };
}

/** Whole pixels of a frame of so many millimetres, on the left and on the right (`columns`), above and below (`rows`), and how many millimetres a pixel is wide. */
export function frameOf(
  { width, height, pixelAspect }: PrintGrid,
  { frame, reliefWidth }: Pick<MeshOptions, 'frame' | 'reliefWidth'>,
): { columns: number; rows: number; across: number } {
  const across = reliefWidth / Math.max(width - 1, (height - 1) * pixelAspect);
  if (frame <= 0) return { columns: 0, rows: 0, across };
  return {
    columns: Math.max(1, Math.round(frame / across)),
    rows: Math.max(1, Math.round(frame / across / pixelAspect)),
    across,
  };
}

/** The triangles of a print that is not thinned: two for each quad of its pixels, its walls and its back. */
export function trianglesOfPrint({ width, height }: Size): number {
  return 2 * (width - 1) * (height - 1) + PER_BORDER_EDGE * 2 * (width - 1 + height - 1);
}
