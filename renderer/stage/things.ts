import { isLargerNearer } from '../../contract/depth-map.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Result } from '../../contract/run.ts';
import { readPicture, readPlane } from '../server/files.ts';
import {
  coarser,
  type Histogram,
  histogramOf,
  percentile,
  percentileSpan,
  type Span,
  wholeSpan,
} from './range.ts';
import { createShelf } from './shelf.ts';

/** A depth map at view size, with what the bars and shaders need to know about its values. */
export interface SeenMap {
  width: number;
  height: number;
  values: Float32Array<ArrayBuffer>;
  /** For drawing. */
  histogram: Histogram;
  whole: Span;
  automatic: Span;
  median: number;
}

const FINE_BINS = 8192;
const DRAWN_BINS = 128;

export const maps = createShelf<SeenMap>(10, () => undefined);
export const pictures = createShelf<ImageBitmap>(6, (picture) => picture.close());

export function wantMap(result: Result): void {
  maps.want(result.view.file, async (signal) => {
    const values = await readPlane(result.view, signal);
    const isNearLarge = isLargerNearer(result.kind);
    const fine = histogramOf(values, FINE_BINS);
    return {
      width: result.view.width,
      height: result.view.height,
      values,
      histogram: coarser(fine, DRAWN_BINS),
      whole: wholeSpan(fine, isNearLarge),
      automatic: percentileSpan(fine, isNearLarge),
      median: percentile(fine, 0.5),
    };
  });
}

export function wantPicture(photo: Photo): void {
  pictures.want(photo.files.preview, (signal) => readPicture(photo.files.preview, signal));
}

/** The map of a result where it has been read. */
export function mapOf(result: Result | null | undefined): SeenMap | null {
  const item = result ? maps.useItems.getState()[result.view.file] : undefined;
  return item?.state === 'ready' ? item.thing : null;
}

export function pictureOf(photo: Photo | null): ImageBitmap | null {
  const item = photo ? pictures.useItems.getState()[photo.files.preview] : undefined;
  return item?.state === 'ready' ? item.thing : null;
}
