import { type DepthKind, isLargerNearer } from '../../../contract/depth-map.ts';
import type { DifferenceTint } from '../../state/compare-look.ts';

/** What the scale of differences says and takes. */
export interface DifferenceScale {
  /** Where it ends, with as many digits as are worth reading. */
  limit: number;
  /** Of the limit; empty where it has none. */
  unit: string;
  /** Under the left end, the middle and the right end. */
  words: readonly [left: string, middle: string, right: string];
  /** The numbers alone, at the same places. */
  ends: readonly [left: string, middle: string, right: string];
  /** A limit has to be larger than this. */
  above: number;
  /** The smallest and the largest limit that can be typed. */
  minimum: number;
  maximum: number | undefined;
}

/** A pane, as far as its scale of differences hangs on it. */
interface Measured {
  limit: number;
  other: { shows: 'photo' } | { shows: 'depth'; depth: { kind: DepthKind } } | null;
}

export function differenceScaleOf({ limit: exact, other }: Measured, tint: DifferenceTint): DifferenceScale {
  const isTurned = other?.shows === 'depth' && isLargerNearer(other.depth.kind);
  const isMetric = other?.shows === 'depth' && other.depth.kind === 'metric';
  const limit = Number(exact.toPrecision(3));
  const share = { limit, above: 0, minimum: 1e-6, maximum: undefined };
  if (tint === 'ratio') {
    const words = isTurned
      ? ([`${limit} times, nearer than the reference`, '1', `1/${limit}, farther`] as const)
      : ([`1/${limit}, nearer than the reference`, '1', `${limit} times as far`] as const);
    const [left, right] = isTurned ? [`${limit}×`, `1/${limit}`] : [`1/${limit}`, `${limit}×`];
    return { ...share, above: 1, minimum: 1.01, unit: 'times', words, ends: [left, '1', right] };
  }
  if (tint === 'relative-error') {
    const end = `${Number((100 * limit).toPrecision(3))} %`;
    return { ...share, unit: '', words: ['0', '', `${end} and more`], ends: ['0', '', end] };
  }
  if (tint === 'rank') {
    const left = `−${limit}, nearer in its map than in the reference`;
    return {
      ...share,
      maximum: 1,
      unit: 'share',
      words: [left, '0', `+${limit} of the pixels, farther`],
      ends: [`−${limit}`, '0', `+${limit}`],
    };
  }
  const unit = isMetric ? 'm' : 'relative';
  // Blue, to the left, is nearer: of disparities that is the larger one.
  const [minus, plus] = isTurned ? ['+', '−'] : ['−', '+'];
  const left = `${minus}${limit} ${unit}, nearer than the reference`;
  const suffix = isMetric ? ' m' : '';
  return {
    ...share,
    unit,
    words: [left, '0', `${plus}${limit} ${unit}, farther`],
    ends: [`${minus}${limit}${suffix}`, '0', `${plus}${limit}${suffix}`],
  };
}
