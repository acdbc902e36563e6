import { type DepthKind, isLargerNearer } from '../../contract/depth-map.ts';
import type { Photo } from '../../contract/photo.ts';
import type { PlaneFile, Result } from '../../contract/run.ts';
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
import { createShelf } from './resource-cache.ts';

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

/** Values of a depth map, row-major, top-left first. */
export type Plane = Pick<SeenMap, 'width' | 'height' | 'values'>;

const FINE_BINS = 8192;
const DRAWN_BINS = 128;

/** Eight panes, a reference that has none, and the photo before: at 2048 pixels no more than 200 MB. */
export const maps = createShelf<SeenMap>(12, () => undefined);
/** The maps at their models' own sizes, which the 3D view cuts as the exports do. */
export const modelPlanes = createShelf<Plane>(12, () => undefined);
export const pictures = createShelf<ImageBitmap>(6, (picture) => picture.close());

/** What can be shown as a depth map: the result of a run, or ground truth. */
export interface MapSource {
  kind: DepthKind;
  view: PlaneFile;
  minimum: number;
  maximum: number;
}

export function wantMap({ kind, view }: Pick<MapSource, 'kind' | 'view'>): void {
  maps.want(view.file, async (signal) => {
    const values = await readPlane(view, signal);
    const isNearLarge = isLargerNearer(kind);
    const fine = histogramOf(values, FINE_BINS);
    return {
      width: view.width,
      height: view.height,
      values,
      histogram: coarser(fine, DRAWN_BINS),
      whole: wholeSpan(fine, isNearLarge),
      automatic: percentileSpan(fine, isNearLarge),
      median: percentile(fine, 0.5),
    };
  });
}

/** A model that works at more pixels than the stage shows is cut at those that are shown. */
const MOST_MODEL_PIXELS = 2048 * 2048;

export function wantModel({ model }: Pick<Result, 'model'>): void {
  const { width, height } = model;
  if (width * height > MOST_MODEL_PIXELS) return;
  modelPlanes.want(model.file, async (signal) => ({ width, height, values: await readPlane(model, signal) }));
}

export function wantPicture(photo: Photo): void {
  pictures.want(photo.files.preview, (signal) => readPicture(photo.files.preview, signal));
}

/** The map of a result or of ground truth where it has been read. */
export function mapOf(source: Pick<MapSource, 'view'> | null | undefined): SeenMap | null {
  const item = source ? maps.useItems.getState()[source.view.file] : undefined;
  return item?.state === 'ready' ? item.thing : null;
}

/** The map of a result at the model's own size, where it has been read. */
export function modelOf(result: Pick<Result, 'model'> | null | undefined): Plane | null {
  const item = result ? modelPlanes.useItems.getState()[result.model.file] : undefined;
  return item?.state === 'ready' ? item.thing : null;
}

export function pictureOf(photo: Photo | null): ImageBitmap | null {
  const item = photo ? pictures.useItems.getState()[photo.files.preview] : undefined;
  return item?.state === 'ready' ? item.thing : null;
}
