import type { Span } from '../../state/ranges.ts';
import { cssColour } from '../../view/maths/colour-gradient.ts';
import { placeOnBar, valueOnBar } from '../../view/maths/range.ts';
import type { ViewMap } from '../../view/resources.ts';

/** One column of a histogram that is drawn with near on the left. */
export interface HistogramColumn {
  /** 0..1 of the height there is: the square root of its share, so that small things stay visible. */
  height: number;
  /** Whether its values lie between those that are painted as near and as far. */
  isInSpan: boolean;
  /** What its values are painted in, for CSS. */
  colour: string;
}

/** How nearness becomes a colour. */
export interface HistogramColours {
  /** 256 sRGB colours of three bytes, the nearest last. */
  table: Uint8Array;
  isReversed: boolean;
  gamma: number;
}

/** The columns of a histogram that is so many pixels wide. */
export function histogramColumns(
  count: number,
  { histogram: { counts }, whole }: Pick<ViewMap, 'histogram' | 'whole'>,
  span: Span,
  { table, isReversed, gamma }: HistogramColours,
): HistogramColumn[] {
  const isNearLarge = whole.near > whole.far;
  const largest = Math.max(1, ...counts);
  const [first, last] = [placeOnBar(span.near, whole), placeOnBar(span.far, whole)];
  return Array.from({ length: count }, (_, x) => {
    const place = (x + 0.5) / count;
    const value = valueOnBar(place, whole);
    const nearness = Math.min(1, Math.max(0, (value - span.far) / (span.near - span.far)));
    const index = Math.round(255 * nearness ** gamma);
    const bin = Math.min(counts.length - 1, Math.floor((isNearLarge ? 1 - place : place) * counts.length));
    return {
      height: Math.sqrt(counts[bin] / largest),
      isInSpan: place >= first && place <= last,
      colour: cssColour(table, isReversed ? 255 - index : index),
    };
  });
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
