import { isLargerNearer } from '../../../contract/depth-kind.ts';
import type { DepthKind } from '../../../contract/depth-map.ts';
import { digitsText, withUnit } from '../../language/number-text.ts';
import { text } from '../../language/text.ts';
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
  const at = { limit: digitsText(String(limit)) };
  const share = { limit, above: 0, minimum: 1e-6, maximum: undefined };
  if (tint === 'ratio') {
    const words = isTurned
      ? ([text('view.timesNearer', at), '1', text('view.partFarther', at)] as const)
      : ([text('view.partNearer', at), '1', text('view.timesAsFar', at)] as const);
    const [left, right] = isTurned ? [`${at.limit}×`, `1/${at.limit}`] : [`1/${at.limit}`, `${at.limit}×`];
    return { ...share, above: 1, minimum: 1.01, unit: text('view.times'), words, ends: [left, '1', right] };
  }
  if (tint === 'relative-error') {
    const percent = digitsText(String(Number((100 * limit).toPrecision(3))));
    const words = ['0', '', text('view.errorAndMore', { percent })] as const;
    return { ...share, unit: '', words, ends: ['0', '', withUnit(percent, '%')] };
  }
  if (tint === 'rank') {
    return {
      ...share,
      maximum: 1,
      unit: text('view.share'),
      words: [text('view.rankNearer', at), '0', text('view.rankFarther', at)],
      ends: [`−${at.limit}`, '0', `+${at.limit}`],
    };
  }
  const inUnit = (sign: string) => {
    const value = `${sign}${at.limit}`;
    return { difference: isMetric ? withUnit(value, 'm') : text('view.relativeValue', { value }) };
  };
  // Blue, to the left, is nearer: of disparities that is the larger one.
  const [minus, plus] = isTurned ? ['+', '−'] : ['−', '+'];
  const end = (sign: string) => (isMetric ? withUnit(sign + at.limit, 'm') : sign + at.limit);
  return {
    ...share,
    unit: isMetric ? 'm' : text('view.relative'),
    words: [text('view.differenceNearer', inUnit(minus)), '0', text('view.differenceFarther', inUnit(plus))],
    ends: [end(minus), '0', end(plus)],
  };
}
