import type { Truth } from '../../../contract/compare/truth.ts';
import type { Placement } from '../../../contract/depth-map.ts';
import type { Photo } from '../../../contract/photo.ts';
import type { Run } from '../../../contract/run.ts';
import { coverPhoto, placeDepth } from '../../../models/pipeline/place.ts';
import type { Grid } from '../../geometry/edges.ts';
import { viewSize } from '../../photos/view-size.ts';
import { readPlane } from '../../project/planes.ts';
import type { Project } from '../../project/project.ts';
import type { StoredMap } from '../../worker/stored-map.ts';

/** Where the map of a finished run lies, at its model's size and at that of the stage, in pixels. */
export function storedRun({ files }: Project, run: Run): StoredMap {
  const { kind, model, placement, view } = run.result as NonNullable<Run['result']>;
  return {
    runId: run.id,
    title: run.packTitle,
    kind,
    model: { ...model, path: files.pathOf(model.file) },
    placement,
    view: { ...view, path: files.pathOf(view.file) },
  };
}

/**
 * Where the planes of ground truth lie, at the file's size and at that of the stage, in pixels. It is sampled by nearest neighbour: depths
 * on both sides of an edge are never mixed.
 */
export function storedTruth({ files }: Project, truth: Truth, photo: Photo): StoredMap {
  return {
    runId: null,
    title: truth.name,
    kind: truth.kind,
    model: { ...truth.plane, path: files.pathOf(truth.plane.file) },
    placement: truthPlacement(photo),
    view: { ...truth.view, path: files.pathOf(truth.view.file) },
  };
}

/** How ground truth lies on a photo of that many pixels: it covers the photo, sampled by nearest neighbour. */
export function truthPlacement(photo: Grid): Placement {
  return coverPhoto(photo, 'nearest-exact');
}

/**
 * The size in pixels at which maps are compared: that of the ground truth, else of the photo, at most 2048 pixels long. Own rule: what the
 * stage shows is what is measured.
 */
export function comparedSize(photo: Grid, truth: Grid | null): Grid {
  return viewSize(truth ?? photo);
}

/**
 * A map at a size of the photo: height x width of `size`, row by row, in the unit of its kind. Throws `altered` where the plane's file is not
 * what was kept, `internal` where it has another length than its size says.
 */
export async function loadMap(map: StoredMap, size: Grid, photo: Grid): Promise<Float32Array> {
  const { view, model, kind, placement } = map;
  if (view.width === size.width && view.height === size.height)
    return readPlane(view.path, view.width * view.height);
  const values = await readPlane(model.path, model.width * model.height);
  return placeDepth({ kind, width: model.width, height: model.height, values }, placement, size, photo);
}
