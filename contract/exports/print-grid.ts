import type { Size } from '../schemas.ts';
import type { MeshOptions } from './geometry.ts';

/** Millimetres between the points of a lithophane: a quarter of the usual nozzle. */
const FINEST = 0.1;

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

/** A line around a plate, so many millimetres outside of its face's border. */
export interface Outside {
  x: number;
  y: number;
}

/** A frame of exactly so many millimetres around a print. */
export interface PrintFrame {
  /** Millimetres that a pixel is wide. */
  across: number;
  /** Whole pixels of it on the left and on the right, above and below. */
  columns: number;
  rows: number;
  /** Lines of its height around these, the last of which is its end; none without a frame. */
  rings: Outside[];
}

/** A frame in whole pixels as far as it goes, its rest around them. It rises over one pixel, or half of itself where that is less. */
export function frameOf(
  { width, height, pixelAspect }: PrintGrid,
  { frame, reliefWidth }: Pick<MeshOptions, 'frame' | 'reliefWidth'>,
): PrintFrame {
  const across = reliefWidth / Math.max(width - 1, (height - 1) * pixelAspect);
  const down = across * pixelAspect;
  if (frame <= 0) return { across, columns: 0, rows: 0, rings: [] };
  // What is left is half a pixel at least.
  const [columns, rows] = [across, down].map((pixel) => Math.ceil(frame / pixel - 0.5) - 1);
  if (columns > 0 && rows > 0) {
    const rest = { x: frame - columns * across, y: frame - rows * down };
    return { across, columns, rows, rings: [rest] };
  }
  const [x, y] = [across, down].map((pixel) => Math.min(pixel, frame / 2));
  return {
    across,
    columns: 0,
    rows: 0,
    rings: [
      { x, y },
      { x: frame, y: frame },
    ],
  };
}

/** What a print is thinned to at most. */
export const SMALLEST_PRINT = { width: 2, height: 2 };

/** Triangles for each side of the border of a print's face: two to each ring and two of the wall, and one of the back. */
export function trianglesPerBorderEdge(rings: number): number {
  return 2 * rings + 3;
}

/** The triangles of a print that is not thinned: two for each quad of its pixels, its walls with so many rings, and its back. */
export function trianglesOfPrint({ width, height }: Size, rings: number): number {
  return 2 * (width - 1) * (height - 1) + trianglesPerBorderEdge(rings) * 2 * (width - 1 + height - 1);
}
