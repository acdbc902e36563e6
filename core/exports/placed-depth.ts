import type { Window } from '../../contract/depth-map.ts';
import { clampToCells } from '../../contract/maths/clamp-to-cells.ts';
import { cameraOfWindow, type Pinhole } from '../../contract/maths/pinhole.ts';
import { placeDepth, placeUncertainty } from '../../models/pipeline/place.ts';
import { type ExportSource, placementOf } from './export-source.ts';

/** A depth plane on the pixel grid that is exported. */
export interface PlacedDepth {
  width: number;
  height: number;
  /** Raw values of the run's kind; the caller's own, to be changed in place. */
  values: Float32Array;
  /** What the grid covers, in pixels of the photo. */
  window: Window;
  camera: Pinhole;
}

/** The pixels of the photo, those of the model, or any number over the whole photo. */
export type GridSize = 'photo' | 'model' | { width: number; height: number };

/**
 * The depth of a run on the photo's pixels, on the model's own, or on any number over the photo: height x width values, row by row, in the
 * unit of the map's kind, with the pinhole camera of that grid in its pixels (see `placeDepth`). Throws `bad-input` where the run is not
 * finished.
 */
export function placedDepth(source: ExportSource, size: GridSize): PlacedDepth {
  const { photo, depth } = source;
  const placement = placementOf(source);
  if (size === 'model') {
    const { width, height } = depth;
    const camera = cameraOfWindow(photo.intrinsics, placement.window, width, height);
    return { width, height, values: depth.values.slice(), window: placement.window, camera };
  }
  const window = { left: 0, top: 0, width: photo.width, height: photo.height };
  const { width, height } = size === 'photo' ? photo : size;
  const values = placeDepth(depth, placement, { width, height }, photo);
  return { width, height, values, window, camera: cameraOfWindow(photo.intrinsics, window, width, height) };
}

/**
 * The same for what is drawn in space: where the map is enlarged, no value lies beyond those of the model around it (`clampToCells`). Depth images
 * keep the exact resampling. Throws `bad-input` where the run is not finished.
 */
export function placedForGeometry(source: ExportSource, size: GridSize): PlacedDepth {
  const placed = placedDepth(source, size);
  if (size !== 'model') clampToCells(placed, source.depth, placementOf(source), source.photo);
  return placed;
}

/**
 * The uncertainty of a run on the same pixels as `placedDepth`, in its own unit; null where it has none. Throws `bad-input` where the run
 * is not finished.
 */
export function placedUncertainty(source: ExportSource, size: GridSize): Float32Array | null {
  const { photo, depth, uncertainty } = source;
  if (!uncertainty || size === 'model') return uncertainty ?? null;
  return placeUncertainty(uncertainty, depth, placementOf(source), size === 'photo' ? photo : size, photo);
}

/**
 * Makes the pixels invalid (NaN), in place, whose centres lie outside the photo (the padding of a network's input); sizes in pixels, pixel
 * i with its centre at i + 0.5. Returns how many.
 */
export function dropOutsidePhoto(placed: PlacedDepth, photo: { width: number; height: number }): number {
  const { window, width, height, values } = placed;
  const isInside = (pixel: number, start: number, length: number, count: number, limit: number) => {
    const at = start + ((pixel + 0.5) * length) / count;
    return at > 0 && at < limit;
  };
  let dropped = 0;
  for (let y = 0, p = 0; y < height; y++) {
    const isRowInside = isInside(y, window.top, window.height, height, photo.height);
    for (let x = 0; x < width; x++, p++) {
      if (isRowInside && isInside(x, window.left, window.width, width, photo.width)) continue;
      values[p] = Number.NaN;
      dropped++;
    }
  }
  return dropped;
}
