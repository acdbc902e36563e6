import { join } from 'node:path';
import sharp from 'sharp';
import { pairingOf } from '../../contract/alignment.ts';
import type { BoxStatistics, Metrics } from '../../contract/compare/comparison.ts';
import { isLargerNearer, unitOf } from '../../contract/depth-kind.ts';
import { toFailure } from '../../contract/errors.ts';
import { IDENTITY, type Mapping, mapPlane, mappingOf } from '../../contract/maths/mapping.ts';
import { ENOUGH_VALUES, percentileRange } from '../../contract/maths/percentile-range.ts';
import { cameraOfWindow } from '../../contract/maths/pinhole.ts';
import { align, counts } from '../compare/measure/align.ts';
import { boundaryScore } from '../compare/measure/boundaries.ts';
import { boxStatistics, pixelsOfBox } from '../compare/measure/box.ts';
import { edgeAgreement, nearPhotoEdges } from '../compare/measure/edges-of-photo.ts';
import { measureMetres, measureRelative } from '../compare/measure/metrics.ts';
import { comparePairs } from '../compare/measure/pairs.ts';
import { spearman } from '../compare/measure/rank.ts';
import { loadMap } from '../compare/measure/stored-map.ts';
import { requireUnaltered } from '../disk/require-unaltered.ts';
import type { Grid } from '../geometry/edges.ts';
import { writePlane } from '../project/planes.ts';
import type { CompareAnswer, CompareTask, MeasureBoxTask, Measured } from '../worker/compare-task.ts';
import type { Report } from '../worker/report.ts';
import type { StoredMap } from '../worker/stored-map.ts';

/** Aligns, measures and subtracts. Runs in a worker process: eight maps of four megapixels are some seconds of work. */
export async function runCompare(task: CompareTask, report: Report): Promise<CompareAnswer> {
  const { photo, maps, size, alignment, range } = task;
  const reference = await loadMap(task.reference, size, photo);
  const isMetric = task.reference.kind === 'metric';
  for (let p = 0; p < reference.length; p++)
    if (!counts(reference[p], isMetric, range)) reference[p] = Number.NaN;
  await requireUnaltered(task.previewPath);
  const near = nearPhotoEdges(await readPreview(task.previewPath, size), size);
  const planes: { runId: string; kind: StoredMap['kind']; values: Float32Array }[] = [];
  const subjects: Measured[] = [];
  for (const [k, map] of maps.entries()) {
    report('compare', k / (maps.length + 1));
    const values = await loadMap(map, size, photo);
    planes.push({ runId: map.runId ?? '', kind: map.kind, values });
    subjects.push(await measure(task, map, values, reference, near, k));
  }
  report('pairs', maps.length / (maps.length + 1));
  const { pairs, pixels } =
    maps.length > 1 ? comparePairs(planes, alignment, range) : { pairs: [], pixels: 0 };
  return { subjects, pairs, pairPixels: pixels };
}

async function measure(
  { reference: stored, alignment, range, size, temporaryFolder }: CompareTask,
  map: StoredMap,
  values: Float32Array,
  reference: Float32Array,
  near: Uint8Array,
  index: number,
): Promise<Measured> {
  const isMetric = stored.kind === 'metric';
  if (map.runId !== null && map.runId === stored.runId) {
    const metrics = { ...NO_METRICS, ...edgesOf(values, isMetric, near, size) };
    return { isReference: true, refusal: null, fit: null, metrics, difference: null };
  }
  try {
    const pairing = pairingOf(map.kind, stored.kind, alignment);
    const fit = align(values, reference, pairing, range);
    const mapping = mappingOf(pairing, fit);
    const aligned = mapPlane(values, mapping);
    const isReversed = isLargerNearer(map.kind) !== isLargerNearer(stored.kind);
    const order = spearman(values, reference);
    const boundary = isMetric ? boundaryScore(aligned, reference, size) : null;
    const metrics: Metrics = {
      ...(isMetric
        ? measureMetres(values, reference, mapping, range)
        : measureRelative(values, reference, mapping)),
      spearman: Number.isNaN(order) ? null : isReversed ? -order : order,
      boundaryF1: boundary?.f1 ?? null,
      boundaryPrecision: boundary?.precision ?? null,
      boundaryRecall: boundary?.recall ?? null,
      ...edgesOf(aligned, isMetric, near, size),
    };
    const difference = new Float32Array(aligned.length);
    const distance = new Float32Array(aligned.length);
    for (let p = 0; p < aligned.length; p++) {
      difference[p] = aligned[p] - reference[p];
      distance[p] = Math.abs(difference[p]);
    }
    const path = join(temporaryFolder, `difference-${index}.f32`);
    await writePlane(path, difference);
    const spread = percentileRange(distance, 2, { most: ENOUGH_VALUES }).high;
    return {
      isReference: false,
      refusal: null,
      fit,
      metrics,
      difference: { ...size, file: path, spread: Number.isFinite(spread) ? spread : 0 },
    };
  } catch (thrown) {
    const failure = toFailure(thrown);
    if (failure.code !== 'bad-input') throw thrown;
    const edges = edgesOf(values, map.kind === 'metric', near, size);
    return {
      isReference: false,
      refusal: failure.message,
      fit: null,
      metrics: { ...NO_METRICS, ...edges },
      difference: null,
    };
  }
}

const NO_METRICS: Metrics = {
  absRel: null,
  sqRel: null,
  rmse: null,
  rmseLog: null,
  log10: null,
  siLog: null,
  delta1: null,
  delta2: null,
  delta3: null,
  iRmse: null,
  bias: null,
  spearman: null,
  boundaryF1: null,
  boundaryPrecision: null,
  boundaryRecall: null,
  photoEdges: null,
  photoEdgesByChance: null,
};

/** Of metric depth the logarithm is taken: a step of a tenth counts alike near and far. */
function edgesOf(
  values: Float32Array,
  isMetric: boolean,
  near: Uint8Array,
  size: Grid,
): Pick<Metrics, 'photoEdges' | 'photoEdgesByChance'> {
  const found = edgeAgreement(isMetric ? values.map(Math.log) : values, near, size);
  return { photoEdges: found?.agreement ?? null, photoEdgesByChance: found?.chance ?? null };
}

async function readPreview(path: string, { width, height }: Grid): Promise<Uint8Array> {
  return sharp(path)
    .resize(width, height, { fit: 'fill' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer();
}

/** Statistics of a box in every map, aligned where there is a reference, and in the reference itself. */
export async function runMeasureBox(task: MeasureBoxTask): Promise<BoxStatistics[]> {
  const { photo, maps, reference: stored, alignment, range, size, box } = task;
  const reference = stored && (await loadMap(stored, size, photo));
  const pixels = pixelsOfBox(box, photo, size);
  const whole = { left: 0, top: 0, width: photo.width, height: photo.height };
  const camera = cameraOfWindow(photo.intrinsics, whole, size.width, size.height);
  const all = stored && !maps.some(({ runId }) => runId === stored.runId) ? [...maps, stored] : maps;
  const rows: BoxStatistics[] = [];
  for (const map of all) {
    const values = await loadMap(map, size, photo);
    let mapping: Mapping = IDENTITY;
    let kind = map.kind;
    let note: string | null = null;
    let isAligned = false;
    if (task.values === 'aligned' && stored && reference && map.runId !== stored.runId) {
      try {
        const pairing = pairingOf(map.kind, stored.kind, alignment);
        mapping = mappingOf(pairing, align(values, reference, pairing, range));
        kind = stored.kind;
        isAligned = pairing.alignment.method !== 'none';
      } catch (thrown) {
        const { code, message } = toFailure(thrown);
        if (code === 'internal') console.error(thrown);
        note = message;
      }
    }
    rows.push({
      runId: map.runId,
      title: map.title,
      unit: unitOf(kind),
      isAligned,
      ...boxStatistics(mapPlane(values, mapping), kind, size, pixels, camera),
      note,
    });
  }
  return rows;
}
