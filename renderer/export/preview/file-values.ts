import type { DepthImageOptions } from '../../../contract/exports/depth-image.ts';
import { depthImageSize } from '../../../contract/exports/depth-image-size.ts';
import { type FileValues, valuesOfPlane, valuesWherePlaced } from '../../../contract/maths/placed-values.ts';
import type { Photo } from '../../../contract/photo.ts';
import type { Result } from '../../../contract/run.ts';
import { readPlane } from '../../server/files.ts';
import { onReset } from '../../state/create-store.ts';
import { type CacheEntry, createResourceCache } from '../../view/resource-cache.ts';

const cache = createResourceCache<FileValues>(4, () => undefined);
onReset(cache.clear);

/** Rerenders where one of them has been read. */
export const useFileValues = cache.useEntries;

type Grid = Pick<DepthImageOptions, 'format' | 'size' | 'longEdge'>;

/** The pixels that a file is written on, as the exporter chooses them. */
function gridOf({ photo, result }: Made, options: Grid) {
  // The model's own grid covers the window of the model, which need not be the photo.
  const isModel = options.size === 'model' && options.format !== 'photoshop';
  const { width, height } = depthImageSize(options, { photo, model: result.model });
  return { isModel, size: { width, height }, key: `${result.model.file} ${isModel} ${width} ${height}` };
}

interface Made {
  photo: Pick<Photo, 'width' | 'height'>;
  result: Pick<Result, 'model' | 'placement'>;
}

/** Reads the model's map for the values that a depth image of it will hold. */
export function requestFileValues(made: Made, options: Grid): void {
  const { isModel, size, key } = gridOf(made, options);
  const { photo, result } = made;
  cache.request(key, async (signal) => {
    const { width, height } = result.model;
    const map = { width, height, values: await readPlane(result.model, signal) };
    return isModel ? valuesOfPlane(map) : valuesWherePlaced(map, result.placement, size, photo);
  });
}

export function fileValuesOf(
  made: Made,
  options: Grid,
  entries = useFileValues.getState(),
): CacheEntry<FileValues> | undefined {
  return entries[gridOf(made, options).key];
}
