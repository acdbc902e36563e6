import { type Fit, pairingOf } from '../../contract/alignment.ts';
import type { KnownLength } from '../../contract/calls/compare-calls.ts';
import type { Box } from '../../contract/compare/comparison.ts';
import { unitOf } from '../../contract/depth-kind.ts';
import type { DepthMap } from '../../contract/depth-map.ts';
import { finiteRange } from '../../contract/maths/finite-range.ts';
import { type Mapping, mapPlane, mappingOf } from '../../contract/maths/mapping.ts';
import type { Photo } from '../../contract/photo.ts';
import { coverPhoto } from '../../models/pipeline/place.ts';
import { align } from '../compare/measure/align.ts';
import { pixelsOfBox } from '../compare/measure/box.ts';
import { type Calibration, calibrate, type Known, type Spot } from '../compare/measure/calibrate.ts';
import { consensusOf } from '../compare/measure/consensus.ts';
import { loadMap } from '../compare/measure/stored-map.ts';
import { viewSize } from '../photos/view-size.ts';
import { readPlane } from '../project/planes.ts';
import type {
  CalibrateAnswer,
  CalibrateTask,
  ConsensusAnswer,
  ConsensusTask,
} from '../worker/derive-task.ts';
import type { Report } from '../worker/report.ts';
import { storeResult } from './store-result.ts';

/** Everything that is positive counts when runs are aligned to each other. */
const EVERYTHING = { minimum: 1e-3, maximum: null };

/** The median of aligned maps at the size of the stage. Runs in a worker process. */
export async function runConsensus(task: ConsensusTask, report: Report): Promise<ConsensusAnswer> {
  const { photo, maps, reference, alignment, temporaryFolder } = task;
  const size = viewSize(photo);
  const target = await loadMap(maps[reference], size, photo);
  const fits: (Fit | null)[] = [];
  const planes: Float32Array[] = [];
  for (const [k, map] of maps.entries()) {
    report('align', k / maps.length);
    if (k === reference) {
      planes.push(target);
      fits.push(null);
      continue;
    }
    const values = await loadMap(map, size, photo);
    const pairing = pairingOf(map.kind, maps[reference].kind, alignment);
    const fit = align(values, target, pairing, EVERYTHING);
    planes.push(mapPlane(values, mappingOf(pairing, fit)));
    fits.push(fit);
  }
  const { median, spread, farthest } = consensusOf(planes);
  const { kind } = maps[reference];
  const result = await storeResult(
    {
      depth: { kind, ...size, values: median },
      placement: coverPhoto(photo, 'bilinear'),
      uncertainty: {
        values: spread,
        unit: `${unitOf(kind) === 'metres' ? 'metres' : 'as the map'}, median absolute difference of ${maps.length} aligned runs from their median`,
      },
    },
    photo,
    temporaryFolder,
  );
  return { result, fits, farthest };
}

/** A map in metres, at its own size and place. Runs in a worker process. */
export async function runCalibrate(task: CalibrateTask): Promise<CalibrateAnswer> {
  const { photo, map, by, temporaryFolder } = task;
  const { kind, model, placement } = map;
  const space = kind === 'affine-disparity' ? 'disparity' : 'depth';
  const size = viewSize(photo);
  const values = await loadMap(map, size, photo);
  const raw = await readPlane(model.path, model.width * model.height);

  let found: Pick<CalibrateAnswer, 'lengths' | 'fit' | 'notes'> & { scale: number; shift: number };
  if ('lengths' in by) {
    const known = by.lengths.map((length) => seen(length, values, size, photo));
    const calibration = calibrate(kind, finiteRange(raw), known);
    found = { ...calibration, fit: null, lengths: describe(by.lengths, calibration) };
  } else {
    // A metric map keeps its zero: only its scale is in question.
    const method = kind === 'metric' ? 'scale' : 'affine';
    const pairing = pairingOf(kind, by.reference.kind, {
      method,
      space: 'own',
      fit: by.fit,
      metres: 'fitted',
    });
    const fit = align(values, await loadMap(by.reference, size, photo), pairing, EVERYTHING);
    found = { scale: fit.scale, shift: fit.shift, lengths: [], fit, notes: fit.notes };
  }
  const { scale, shift, lengths, fit, notes } = found;
  const mapping: Mapping = { isInputInverted: false, scale, shift, isOutputInverted: space === 'disparity' };
  const metres = mapPlane(raw, mapping);
  let behind = 0;
  for (let p = 0; p < metres.length; p++) {
    if (metres[p] > 0 || Number.isNaN(metres[p])) continue;
    metres[p] = Number.NaN;
    behind++;
  }
  const depth: DepthMap = { kind: 'metric', width: model.width, height: model.height, values: metres };
  // Where the map is a line in depth its spread scales along; 1 / x has no single factor.
  const spread =
    task.uncertaintyPath && space === 'depth' ? await readPlane(task.uncertaintyPath, raw.length) : null;
  const result = await storeResult(
    {
      depth,
      placement,
      ...(spread
        ? { uncertainty: { values: spread.map((value) => value * Math.abs(scale)), unit: 'metres' } }
        : {}),
    },
    photo,
    temporaryFolder,
  );
  const lost =
    behind > 0
      ? [`${behind} pixels would lie behind the camera with this scale and shift; they count as invalid.`]
      : [];
  return { result, line: { space, scale, shift }, lengths, fit, notes: [...notes, ...lost] };
}

function describe(
  lengths: readonly KnownLength[],
  { found }: Calibration,
): { what: string; givenInMetres: number; foundInMetres: number }[] {
  const words = {
    distance: 'distance between two points',
    depth: 'depth of a point',
    height: 'height of the camera over a plane',
  };
  return lengths.map(({ what, metres }, i) => ({
    what: words[what],
    givenInMetres: metres,
    foundInMetres: found[i],
  }));
}

/** At most this many points of a plane are looked at. */
const PLANE_POINTS = 2500;

/** Places of the photo as rays with the values of the map under them. */
function seen(
  length: KnownLength,
  values: Float32Array,
  size: { width: number; height: number },
  photo: Photo,
): Known {
  const { fx, fy, cx, cy } = photo.intrinsics;
  const spotAt = (x: number, y: number): Spot => {
    const u = Math.min(size.width - 1, Math.max(0, Math.floor((x * size.width) / photo.width)));
    const v = Math.min(size.height - 1, Math.max(0, Math.floor((y * size.height) / photo.height)));
    return { rayX: (x - cx) / fx, rayY: (y - cy) / fy, value: values[v * size.width + u] };
  };
  switch (length.what) {
    case 'distance':
      return { ...length, from: spotAt(length.from.x, length.from.y), to: spotAt(length.to.x, length.to.y) };
    case 'depth':
      return { ...length, at: spotAt(length.at.x, length.at.y) };
    case 'height':
      return { ...length, over: spotsIn(length.over, size, photo, spotAt) };
  }
}

function spotsIn(
  box: Box,
  size: { width: number; height: number },
  photo: Photo,
  spotAt: (x: number, y: number) => Spot,
): Spot[] {
  const { left, top, right, bottom } = pixelsOfBox(box, photo, size);
  const step = Math.max(1, Math.ceil(Math.sqrt(((right - left) * (bottom - top)) / PLANE_POINTS)));
  const spots: Spot[] = [];
  for (let v = top; v < bottom; v += step)
    for (let u = left; u < right; u += step)
      spots.push(spotAt(((u + 0.5) * photo.width) / size.width, ((v + 0.5) * photo.height) / size.height));
  return spots.filter(({ value }) => Number.isFinite(value));
}
