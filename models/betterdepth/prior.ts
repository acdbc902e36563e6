import type { DepthKind, DepthMap } from '../../contract/depth-map.ts';
import { finiteRange } from '../../contract/maths/finite-range.ts';
import { percentileRange } from '../../contract/maths/percentile-range.ts';

/** The space in which a pack refines: larger is nearer (disparity), or larger is farther (depth). */
export type RefinerSpace = 'disparity' | 'depth';

/**
 * The value of a prior (metres, or relative) as the refiner's space sees it, up to a scale and a shift; NaN where the prior has none. For a
 * refiner of disparity: disparity as it is, the negative of affine depth, 1 / metres. For a refiner of depth: affine depth and metres as
 * they are, the negative of disparity. Own rule: BetterDepth conditions on the kind of its one coarse model and knows no other.
 */
export function toRefiner(kind: DepthKind, space: RefinerSpace): (value: number) => number {
  if (kind !== 'metric') return isTurned(kind, space) ? (value) => -value : (value) => value;
  if (space === 'disparity') return (metres) => (metres > 0 ? 1 / metres : Number.NaN);
  return (metres) => (metres > 0 ? metres : Number.NaN);
}

/**
 * The inverse of `toRefiner`: from the refiner's space to the prior's kind, which is metres for a metric one. Of a metric prior nothing
 * below `floor` is left (1 / metres in disparity, metres in depth): the least-squares line may have led to zero or beyond it. Own rule.
 */
export function fromRefiner(kind: DepthKind, space: RefinerSpace, floor: number): (value: number) => number {
  if (kind !== 'metric') return isTurned(kind, space) ? (value) => -value : (value) => value;
  if (space === 'disparity') return (disparity) => 1 / Math.max(disparity, floor);
  return (metres) => Math.max(metres, floor);
}

function isTurned(kind: DepthKind, space: RefinerSpace): boolean {
  return (kind === 'affine-disparity') !== (space === 'disparity');
}

/** Ends of a prior's values in the refiner's space: 1 / metres, metres, or relative. */
export interface Range {
  low: number;
  high: number;
}

/**
 * Smallest and largest valid value of a prior (height x width, row by row) after `convert`, or, for `quantile` q > 0 (a share below 0.5),
 * those that a share of q lies below and above (contract/maths/percentile-range.ts). Own choice: BetterDepth does not say what it
 * stretches at test time. Without a valid value both ends are NaN.
 */
export function rangeOf(
  { kind, values }: DepthMap,
  convert: (value: number) => number,
  quantile: number,
): Range {
  const above = kind === 'metric' ? 0 : undefined;
  const { minimum, maximum } = finiteRange(values, above);
  const { low, high } =
    quantile > 0 ? percentileRange(values, 100 * quantile, { above }) : { low: minimum, high: maximum };
  // The conversion keeps the order or turns it round, so that ends stay ends.
  const [a, b] = [convert(low), convert(high)];
  return a <= b ? { low: a, high: b } : { low: b, high: a };
}

/**
 * The prior as the network takes it (BetterDepth, section 3.1: all images in -1..1): -1 at the low end of the range, 1 at the high end,
 * what lies outside clipped, values that are not finite at the far end, which is -1 in disparity and 1 in depth.
 */
export function toCondition(
  convert: (value: number) => number,
  { low, high }: Range,
  space: RefinerSpace,
): (value: number) => number {
  const far = space === 'disparity' ? -1 : 1;
  return (value) => {
    const converted = convert(value);
    if (!Number.isFinite(converted)) return far;
    return Math.min(Math.max((2 * (converted - low)) / (high - low) - 1, -1), 1);
  };
}
