import { type ColourScale, valueAtNearness } from '../../../contract/maths/transfer.ts';
import type { Span } from '../../state/ranges.ts';
import { cssColour } from '../../view/maths/colour-gradient.ts';
import { placeOnBar, sharesBelow, valueOnBar } from '../../view/maths/range.ts';
import type { ViewMap } from '../../view/resources.ts';

/** One column of the histogram. */
export interface HistogramColumn {
  /** Its height, 0..1: the root of the count, so that few pixels are seen beside many. */
  height: number;
  /** Whether it lies between what is painted as near and as far. */
  isInSpan: boolean;
  /** What its values are painted in, for CSS. */
  colour: string;
}

/** How nearness becomes a colour. */
export interface HistogramColours {
  /** 256 sRGB colours of three bytes, the nearest last. */
  table: Uint8Array;
  isReversed: boolean;
}

const BINS = 128;

/**
 * The columns of a histogram that is so many pixels wide, near on the left. Between the ends of the scale its axis is the painted scale
 * itself: equal widths are equal steps of colour. Beyond them it runs as the scale does without its exponent.
 */
export function histogramColumns(
  count: number,
  { histograms, whole }: Pick<ViewMap, 'histograms' | 'whole'>,
  scale: ColourScale,
  { table, isReversed }: HistogramColours,
): HistogramColumn[] {
  const { isInverse } = scale;
  const [first, last] = [scale.near, scale.far].map((value) => placeOnBar(value, whole, isInverse));
  const valueAt = (place: number) => valueAtPlace(place, whole, scale, first, last);
  const shares = Array.from({ length: BINS + 1 }, (_, k) => sharesBelow(histograms, valueAt(k / BINS)));
  const counts = Array.from({ length: BINS }, (_, k) => Math.abs(shares[k + 1] - shares[k]));
  const largest = Math.max(Number.MIN_VALUE, ...counts);
  return Array.from({ length: count }, (_, x) => {
    const place = (x + 0.5) / count;
    const isInSpan = place >= first && place <= last;
    const along = last > first ? Math.min(1, Math.max(0, (place - first) / (last - first))) : 0;
    const index = Math.round(255 * (1 - along));
    return {
      height: Math.sqrt(counts[Math.min(BINS - 1, Math.floor(place * BINS))] / largest),
      isInSpan,
      colour: cssColour(table, isReversed ? 255 - index : index),
    };
  });
}

/** The value at a place of the bar. */
function valueAtPlace(place: number, whole: Span, scale: ColourScale, first: number, last: number): number {
  if (!(place > first && place < last)) return valueOnBar(place, whole, scale.isInverse);
  return valueAtNearness(1 - (place - first) / (last - first), scale.near, scale.far, scale);
}

const STEPS: Record<string, number> = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
};

/** Where a key moves an end of the range that is at a place 0..1 of the bar; null for keys that mean nothing. */
export function placeAfterKey(key: string, place: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return 1;
  return Object.hasOwn(STEPS, key) ? place + STEPS[key] : null;
}
