import { isLargerNearer } from '../../contract/depth-kind.ts';
import type { DepthKind } from '../../contract/depth-map.ts';
import { automaticExponent } from '../../contract/maths/transfer.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Result } from '../../contract/run.ts';
import type { PlaneFile } from '../../contract/schemas.ts';
import { readPicture, readPlane } from '../server/files.ts';
import { onReset } from '../state/create-store.ts';
import { histogramOf, percentile, percentileSpan, wholeSpan } from './maths/range.ts';
import type { RangeMap } from './maths/shared-range.ts';
import { createResourceCache, type Entries } from './resource-cache.ts';

/** Values of a depth map, row-major, top-left first. */
export interface Plane {
  width: number;
  height: number;
  values: Float32Array<ArrayBuffer>;
}

/** A depth map at view size, with what the bars and shaders need to know about its values. */
export interface ViewMap extends Plane, RangeMap {
  median: number;
}

const FINE_BINS = 8192;

/** Eight panes, a reference that has none, and the photo before: at 2048 pixels no more than 200 MB. */
export const viewMaps = createResourceCache<ViewMap>(12, () => undefined);
/** The maps at their models' own sizes, which the 3D view cuts as the exports do. */
export const modelMaps = createResourceCache<Plane>(12, () => undefined);
export const previews = createResourceCache<ImageBitmap>(6, (picture) => picture.close());

for (const cache of [viewMaps, modelMaps, previews]) onReset(cache.clear);

/** Whether something that was requested is still being read. */
export function isLoading(): boolean {
  return [viewMaps, modelMaps, previews].some(({ useEntries }) =>
    Object.values(useEntries.getState()).some(({ state }) => state === 'loading'),
  );
}

/** What can be shown as a depth map: the result of a run, or ground truth. */
export interface MapSource {
  kind: DepthKind;
  view: PlaneFile;
  minimum: number;
  maximum: number;
}

/** A map with the statistics of its values. */
export function viewMapOf({ width, height, values }: Plane, kind: DepthKind): ViewMap {
  const isNearLarge = isLargerNearer(kind);
  const histogram = histogramOf(values, FINE_BINS);
  const automatic = percentileSpan(histogram, isNearLarge);
  const exponentOf = (isInverse: boolean) =>
    automaticExponent(values, automatic.near, automatic.far, isInverse);
  return {
    width,
    height,
    values,
    histograms: [histogram],
    whole: wholeSpan(histogram, isNearLarge),
    automatic,
    exponents: { inverse: kind === 'metric' ? exponentOf(true) : 1, linear: exponentOf(false) },
    median: percentile(histogram, 0.5),
    only: histogram.total > 0 && histogram.low === histogram.high ? histogram.low : null,
  };
}

export function requestViewMap({ kind, view }: Pick<MapSource, 'kind' | 'view'>): void {
  const { width, height } = view;
  viewMaps.request(view.file, async (signal) =>
    viewMapOf({ width, height, values: await readPlane(view, signal) }, kind),
  );
}

/** A model that works at more pixels than the stage shows is cut at those that are shown. */
const MOST_MODEL_PIXELS = 2048 * 2048;

export function requestModelMap({ model }: Pick<Result, 'model'>): void {
  const { width, height } = model;
  if (width * height > MOST_MODEL_PIXELS) return;
  modelMaps.request(model.file, async (signal) => ({
    width,
    height,
    values: await readPlane(model, signal),
  }));
}

export function requestPreview(photo: Photo): void {
  previews.request(photo.files.preview, (signal) => readPicture(photo.files.preview, signal));
}

function readyIn<T>(entries: Entries<T>, key: string | undefined): T | null {
  const entry = key === undefined ? undefined : entries[key];
  return entry?.state === 'ready' ? entry.value : null;
}

/** The map of a result or of ground truth where it has been read. */
export function loadedViewMap(
  source: Pick<MapSource, 'view'> | null | undefined,
  entries = viewMaps.useEntries.getState(),
): ViewMap | null {
  return readyIn(entries, source?.view.file);
}

/** The map of a result at the model's own size, where it has been read. */
export function loadedModelMap(
  result: Pick<Result, 'model'> | null | undefined,
  entries = modelMaps.useEntries.getState(),
): Plane | null {
  return readyIn(entries, result?.model.file);
}

export function loadedPreview(photo: Photo | null): ImageBitmap | null {
  return readyIn(previews.useEntries.getState(), photo?.files.preview);
}
