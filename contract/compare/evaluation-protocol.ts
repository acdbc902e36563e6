import { DISPARITY_FLOOR } from '../alignment.ts';
import type { Comparison, MetricName, Metrics } from './comparison.ts';

/** What a number means: printed beside it, never left to be guessed. */
export interface MetricWords {
  label: string;
  better: 'lower' | 'higher' | 'neither';
  /** `percent` and `points` are printed as such, `unit` in the unit of the reference. */
  print: 'percent' | 'number' | 'unit' | 'inverse-metres' | 'points';
  /** p the aligned map, g the reference, over the valid pixels. */
  meaning: string;
}

const MODELS = 'as in the evaluations of Marigold, BTS and ZoeDepth';

/** In the order of the table. */
export const METRICS: Record<MetricName, MetricWords> = {
  absRel: { label: 'AbsRel', better: 'lower', print: 'number', meaning: `mean of |p - g| / g, ${MODELS}` },
  sqRel: { label: 'SqRel', better: 'lower', print: 'unit', meaning: 'mean of (p - g)² / g' },
  rmse: { label: 'RMSE', better: 'lower', print: 'unit', meaning: 'root of the mean of (p - g)²' },
  rmseLog: {
    label: 'RMSElog',
    better: 'lower',
    print: 'number',
    meaning: 'root of the mean of (ln p - ln g)²',
  },
  log10: { label: 'log10', better: 'lower', print: 'number', meaning: 'mean of |log10 p - log10 g|' },
  siLog: {
    label: 'SILog',
    better: 'lower',
    print: 'points',
    meaning: '100 times the standard deviation of ln p - ln g (Eigen et al. 2014, KITTI)',
  },
  delta1: {
    label: 'δ1',
    better: 'higher',
    print: 'percent',
    meaning: 'share of pixels with max(p / g, g / p) < 1.25',
  },
  delta2: { label: 'δ2', better: 'higher', print: 'percent', meaning: 'the same with 1.25²' },
  delta3: { label: 'δ3', better: 'higher', print: 'percent', meaning: 'the same with 1.25³' },
  iRmse: {
    label: 'iRMSE',
    better: 'lower',
    print: 'inverse-metres',
    meaning: 'root of the mean of (1 / p - 1 / g)²',
  },
  bias: { label: 'Bias', better: 'neither', print: 'unit', meaning: 'mean of p - g: above zero is too far' },
  spearman: {
    label: 'Spearman',
    better: 'higher',
    print: 'number',
    meaning: 'rank correlation of the distances, ties by their mean rank; no alignment changes it',
  },
  boundaryF1: {
    label: 'Boundary F1',
    better: 'higher',
    print: 'number',
    meaning:
      'as Depth Pro defines it: steps of depth between neighbours by more than t, in four directions, ten t from 1.05 to 1.25, weighted by t',
  },
  boundaryPrecision: {
    label: 'Boundary precision',
    better: 'higher',
    print: 'number',
    meaning: "share of the map's steps that the reference has at the same place, with the same weights",
  },
  boundaryRecall: {
    label: 'Boundary recall',
    better: 'higher',
    print: 'number',
    meaning: "share of the reference's steps that the map has at the same place, with the same weights",
  },
  photoEdges: {
    label: 'Edges on the photo',
    better: 'higher',
    print: 'percent',
    meaning:
      'share of the strongest 2 % of depth edges that lie within 2 pixels of the strongest 10 % of edges of the photo; needs no reference',
  },
  photoEdgesByChance: {
    label: '… by chance',
    better: 'neither',
    print: 'percent',
    meaning: 'what depth edges strewn at random over the photo would reach',
  },
};

export const METRIC_NAMES = Object.keys(METRICS) as MetricName[];

/** A value as the table prints it; an en dash where there is none. */
export function printMetric(name: MetricName, metrics: Metrics | null, unit: Comparison['unit']): string {
  const value = metrics?.[name];
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const { print } = METRICS[name];
  if (print === 'percent') return `${(100 * value).toFixed(1)} %`;
  if (print === 'points') return value.toFixed(2);
  const places = Math.abs(value) >= 100 ? 1 : 4;
  // A rounded -0 would be printed with its sign.
  const digits = value.toFixed(places).replace(/^-(0\.0+)$/, '$1');
  if (print === 'unit' && unit === 'metres') return `${digits} m`;
  return print === 'inverse-metres' ? `${digits} 1/m` : digits;
}

const LEAST_SQUARES = 'by least squares over all valid pixels';
const LEAST_ABSOLUTE =
  'by the smallest sum of absolute differences (exact weighted L1, weights 1 / reference in depth as in MoGe, 1 in disparity; on an even sample where there are more than 262144 valid pixels)';

const FIT_WORDS = {
  scale: {
    'least-squares': `one scale is fitted to each map ${LEAST_SQUARES}`,
    robust: `one scale is fitted to each map ${LEAST_ABSOLUTE}`,
  },
  affine: {
    'least-squares': `a scale and a shift are fitted to each map ${LEAST_SQUARES}`,
    robust: `a scale and a shift are fitted to each map ${LEAST_ABSOLUTE}`,
  },
} as const;

/** What was fitted, and where. */
function alignmentWords({ method, space, fit }: Comparison['alignment']): string {
  if (method === 'none') return 'Alignment: none.';
  const how = FIT_WORDS[method][fit];
  if (space === 'depth') return `Alignment: ${how}, in depth.`;
  if (space === 'disparity') return `Alignment: ${how}, in disparity.`;
  return `Alignment: ${how}, where its own scale and shift live: in disparity (1 / depth) for maps relative in disparity, else in depth.`;
}

/** How the numbers of a comparison came about, in sentences. */
export function protocolOf(comparison: Comparison): string[] {
  const { alignment, range, size, referenceTitle, referenceKind, reference, unit, sharedNetworks } =
    comparison;
  const { method } = alignment;
  const isMetric = referenceKind === 'metric';
  return [
    `Reference: ${referenceTitle}${'truthId' in reference ? ' (ground truth)' : ' (a model, not the truth: the numbers say how much models agree)'}, ${isMetric ? 'in metres' : 'relative: only numbers that need no true zero are given'}.`,
    alignmentWords(alignment),
    ...(isMetric && method !== 'none' && alignment.metres === 'kept'
      ? ['Maps in metres are compared as they are: nothing is fitted to them.']
      : []),
    ...(isMetric && method !== 'none'
      ? [
          `Fits in disparity go to 1 / reference, are held to at least ${DISPARITY_FLOOR} 1/m and turned back into metres.`,
        ]
      : []),
    isMetric
      ? `Pixels count where ${range.minimum} m < reference < ${range.maximum === null ? 'infinity' : `${range.maximum} m`} and both maps are valid; aligned values are held to that range before the numbers are taken, not in the difference picture.`
      : 'Pixels count where both maps are valid.',
    `Compared at ${size.width} x ${size.height} pixels; ground truth is sampled by nearest neighbour, maps as each run places itself on its photo.`,
    `The difference picture is aligned minus reference in ${unit === 'metres' ? 'metres' : "the reference's own units"}.`,
    ...(sharedNetworks ?? []),
  ];
}
