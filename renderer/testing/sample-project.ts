import { alignmentSchema } from '../../contract/alignment.ts';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { type Comparison, depthRangeSchema, type Subject } from '../../contract/compare/comparison.ts';
import { PLAIN_CONVENTION, type Truth } from '../../contract/compare/truth.ts';
import type { DepthKind } from '../../contract/depth-map.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Result, Run } from '../../contract/run.ts';
import { samplePhoto, sampleRun } from './stand-in.ts';

/*
 * For tests: a project with a photo of 80 x 60 pixels, a metric run, a relative run and ground truth of it, whose maps have 8 x 6 pixels.
 */

export const MAP_SIZE = { width: 8, height: 6 };

const PHOTO: Photo = samplePhoto({
  id: 'photo',
  name: 'a.jpg',
  width: 80,
  height: 60,
  intrinsics: { fx: 100, fy: 100, cx: 40, cy: 30, source: 'given', note: '' },
  preview: { width: 80, height: 60 },
});

function resultOf(id: string, kind: DepthKind, minimum: number, maximum: number): Result {
  const unit = kind === 'metric' ? 'metres' : 'relative';
  const window = { left: 0, top: 0, width: 80, height: 60 };
  const model = { width: 4, height: 3, file: `${id}-model` };
  return {
    kind,
    unit,
    model,
    placement: { window, method: 'bilinear', space: 'linear' },
    view: { ...MAP_SIZE, file: `${id}-view` },
    minimum,
    maximum,
    invalidPixels: 0,
    uncertainty: null,
  };
}

export const METRIC_RUN: Run = sampleRun({
  id: 'metric',
  photoId: 'photo',
  packTitle: 'Metric (starter weights)',
  state: 'done',
  queuedAt: '2026-01-02T00:00:00Z',
  result: resultOf('metric', 'metric', 2, 4),
});

/** Its values are 1 / metres. */
export const RELATIVE_RUN: Run = sampleRun({
  id: 'relative',
  photoId: 'photo',
  packTitle: 'Relative',
  state: 'done',
  queuedAt: '2026-01-01T00:00:00Z',
  result: resultOf('relative', 'affine-disparity', 0.25, 0.5),
});

export const TRUTH: Truth = {
  id: 'truth',
  photoId: 'photo',
  name: 'lidar.npy',
  addedAt: '2026-01-01T00:00:00Z',
  format: 'npy',
  original: 'o',
  convention: PLAIN_CONVENTION,
  reasons: [],
  confidence: 'certain',
  kind: 'metric',
  unit: 'metres',
  plane: { ...MAP_SIZE, file: 'truth-plane' },
  view: { ...MAP_SIZE, file: 'truth-view' },
  minimum: 2.5,
  maximum: 5,
  validPixels: 48,
  notes: [],
};

export function subject(run: Run, change: Partial<Subject> = {}): Subject {
  return {
    runId: run.id,
    title: run.packTitle,
    kind: run.result?.kind ?? 'metric',
    system: run.system,
    origin: run.origin,
    licence: run.licence,
    isReference: false,
    refusal: null,
    fit: null,
    metrics: null,
    difference: null,
    ...change,
  };
}

const FIT = { scale: 1, shift: 0, residual: 0, validPixels: 48, fittedPixels: 48, notes: [] };

/** Both runs against the ground truth, each with a line that changes nothing: the relative one stands in disparity. */
export function comparisonWithTruth(change: Partial<Comparison> = {}): Comparison {
  return {
    id: 'comparison',
    photoId: 'photo',
    createdAt: '2026-01-03T00:00:00Z',
    runIds: ['metric', 'relative'],
    reference: { truthId: 'truth' },
    referenceTitle: 'Ground truth lidar.npy',
    referenceKind: 'metric',
    unit: 'metres',
    alignment: alignmentSchema.parse({ metres: 'kept' }),
    range: depthRangeSchema.parse({}),
    size: MAP_SIZE,
    subjects: [
      subject(METRIC_RUN, { fit: { ...FIT, space: 'depth' } }),
      subject(RELATIVE_RUN, { fit: { ...FIT, space: 'disparity' } }),
    ],
    pairs: [],
    pairPixels: 0,
    view: {},
    ...change,
  };
}

export function snapshotOf(change: Partial<Snapshot> = {}): Snapshot {
  return {
    version: '0',
    project: { folder: '/a', name: 'a' },
    recentProjects: [],
    photos: [PHOTO],
    runs: [RELATIVE_RUN, METRIC_RUN],
    truths: [TRUTH],
    comparisons: [],
    exports: [],
    packs: [],
    downloads: [],
    providers: [],
    modelsFolder: { work: null },
    ...change,
  } as unknown as Snapshot;
}
