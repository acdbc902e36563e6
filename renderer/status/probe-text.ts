import { text } from '../language/text.ts';
import { useRanges } from '../state/ranges.ts';
import { depthText, placeText } from '../view/depth-text.ts';
import type { Pane } from '../view/pane.ts';
import { positionAt, valueIn } from '../view/point-at.ts';
import { valueTextIn } from '../view/value-text.ts';

/** What lies at a point of the photo, in words: a depth with its unit, x y z in metres. */
export interface ProbeReading {
  depth: string | null;
  /** What the colour means, where that is not the depth: a difference, a ratio, an error. */
  painted: string | null;
  position: readonly [string, string, string] | null;
  /** False where x y z hang on planes that a person stated, or that are assumed. */
  isMetric: boolean;
  /** Whether nobody has stated those planes. */
  areAssumed: boolean;
}

/** Reads what a pane shows at a point, in photo pixels. */
export function readingIn(pane: Pane, at: { x: number; y: number }): ProbeReading {
  const value = valueTextIn(pane, at);
  const position = positionAt(pane, at);
  return {
    depth: pane.depth ? depthText(valueIn(pane, at), pane.depth.kind) : null,
    painted: value && value.own !== null ? value.text : null,
    position: position && placeText(position),
    isMetric: pane.depth?.scale.kind === 'metric',
    areAssumed: useRanges.getState().stated[pane.photo.id] === undefined,
  };
}

/** Words of the readout, from left to right; null where there is nothing to say. */
export interface ProbeText {
  pixel: string;
  depth: string | null;
  painted: string | null;
  position: string | null;
  /** Where the position comes from, unless the map is metric. */
  origin: string | null;
}

/** `at` is a point in photo pixels, whose centres lie at halves. */
export function probeText(
  at: { x: number; y: number },
  { depth, painted, position, isMetric, areAssumed }: ProbeReading,
): ProbeText {
  return {
    pixel: text('status.pixelAt', { x: Math.floor(at.x), y: Math.floor(at.y) }),
    depth: depth && text('status.depthAt', { depth }),
    painted: painted && text('status.shownAt', { painted }),
    position: position && text('status.positionAt', { x: position[0], y: position[1], z: position[2] }),
    origin:
      position && !isMetric
        ? ` ${text(areAssumed ? 'status.betweenAssumed' : 'status.betweenPlanes')}`
        : null,
  };
}
