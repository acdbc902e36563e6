import { pairingOf } from '../../../contract/alignment.ts';
import type { BenchmarkRow, ErrorSums } from '../../../contract/compare/benchmark.ts';
import type { BenchmarkProtocol } from '../../../contract/compare/benchmark-protocols.ts';
import type { DepthRange } from '../../../contract/compare/comparison.ts';
import type { DepthKind } from '../../../contract/depth-map.ts';
import { DepthroomError } from '../../../contract/errors.ts';
import { IDENTITY, type Mapping, mappingOf } from '../../../contract/maths/mapping.ts';
import type { Grid } from '../../geometry/edges.ts';
import { align, counts } from '../measure/align.ts';
import { sumErrors } from '../measure/metrics.ts';

/** What was fitted to a map, and how far it lies from the truth. */
export interface Evaluated {
  fit: BenchmarkRow['fit'];
  sums: ErrorSums;
  /** From the map's own values to the truth's metres. */
  mapping: Mapping;
}

/** The rules of a protocol that a single map is measured by. */
export type MapRules = Pick<
  BenchmarkProtocol,
  'alignment' | 'counted' | 'held' | 'fitsPositiveOnly' | 'fitColumns'
>;

/**
 * Measures a map against truth of the same height x width (planar metres, row by row; NaN where it does not count) as a protocol says:
 * aligned by least squares (Marigold, src/util/alignment.py), by the ratio of the medians (Zhou et al. 2017), or not at all.
 * Throws `bad-input` where the kind of the map does not allow the alignment or too few pixels are valid in both.
 */
export function evaluateMap(
  map: { kind: DepthKind; values: Float32Array },
  truth: Float32Array,
  size: Grid,
  rules: MapRules,
): Evaluated {
  // The scripts hold float32 depths against the ends as float32: a truth of one millimetre is not above a minimum of one.
  const { minimum, maximum } = rules.counted;
  const counted: DepthRange = {
    minimum: Math.fround(minimum ?? 0),
    maximum: maximum === null ? null : Math.fround(maximum),
  };
  const { fit, mapping } = fitMap(map, truth, size, rules, counted);
  const sums = sumErrors(map.values, truth, mapping, { counted, held: rules.held });
  if (sums.pixels === 0)
    throw new DepthroomError(
      'bad-input',
      'Expected pixels that count in the truth and are known in the map, but there are none: look at range, mask and region.',
    );
  return { fit, sums, mapping };
}

function fitMap(
  { kind, values }: { kind: DepthKind; values: Float32Array },
  truth: Float32Array,
  size: Grid,
  rules: MapRules,
  counted: DepthRange,
): { fit: Evaluated['fit']; mapping: Mapping } {
  if (rules.alignment === 'median') return fitMedian(kind, values, truth, counted);
  const method = rules.alignment === 'none' ? 'none' : 'affine';
  const space = rules.alignment === 'least-squares-disparity' ? 'disparity' : 'own';
  const pairing = pairingOf(kind, 'metric', {
    method,
    space,
    fit: 'least-squares',
    metres: 'fitted',
  });
  if (method === 'none') return { fit: null, mapping: IDENTITY };
  const columns = columnsOf(size.width, size.height, rules.fitColumns);
  const picked = columns ? pick(values, size, columns) : values;
  const fitted = rules.fitsPositiveOnly && kind === 'affine-disparity' ? positive(picked) : picked;
  const fit = align(fitted, columns ? pick(truth, size, columns) : truth, pairing, counted);
  const { scale, shift } = fit;
  return { fit: { space: fit.space, scale, shift }, mapping: mappingOf(pairing, fit) };
}

/** One factor, the median of the truth over the median of the map, over the pixels that count in both. */
function fitMedian(kind: DepthKind, values: Float32Array, truth: Float32Array, counted: DepthRange) {
  if (kind !== 'metric')
    throw new DepthroomError(
      'bad-input',
      'Median scaling needs a map with a true zero, and a relative map has none: align it by least squares.',
    );
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (!counts(truth[i], true, counted) || !Number.isFinite(values[i])) continue;
    ours.push(values[i]);
    theirs.push(truth[i]);
  }
  const scale = ours.length > 0 ? medianOf(theirs) / medianOf(ours) : 1;
  return { fit: { space: 'depth' as const, scale, shift: 0 }, mapping: { ...IDENTITY, scale } };
}

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

function positive(values: Float32Array): Float32Array {
  return values.map((value) => (value > 0 ? value : Number.NaN));
}

/**
 * The columns that torch's nearest sampling keeps where the long edge is brought to `most` (torch.nn.Upsample with a scale factor, which
 * takes a plane of one channel for a stack of lines, so that rows are all kept); null where none is left out.
 */
function columnsOf(width: number, height: number, most: number | null): Int32Array | null {
  const factor = most === null ? 1 : most / Math.max(width, height);
  if (factor >= 1) return null;
  const step = Math.fround(1 / factor);
  return Int32Array.from({ length: Math.floor(width * factor) }, (_, k) =>
    Math.min(width - 1, Math.floor(Math.fround(k * step))),
  );
}

function pick(values: Float32Array, { width, height }: Grid, columns: Int32Array): Float32Array {
  const out = new Float32Array(columns.length * height);
  for (let y = 0, at = 0; y < height; y++)
    for (let k = 0; k < columns.length; k++, at++) out[at] = values[y * width + columns[k]];
  return out;
}
