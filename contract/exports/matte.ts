import { isLargerNearer } from '../depth-kind.ts';
import type { DepthKind } from '../depth-map.ts';
import { DepthroomError } from '../errors.ts';
import { finiteRange } from '../maths/finite-range.ts';
import type { DepthImageOptions } from './depth-image.ts';

type MatteOptions = Pick<DepthImageOptions, 'nearerThan' | 'soft' | 'polarity'>;

/** Where a matte ends, in the unit of the map: whatever lies nearer is in it. */
export interface MatteEdge {
  at: number;
  /** Over how much of the depth it goes from whole to nothing, half of it on either side. */
  soft: number;
  isLargerNearer: boolean;
  polarity: DepthImageOptions['polarity'];
}

/**
 * The edge of a matte of a map (any number of its values, in the unit of its kind): the stated one, else half way between its ends. Own rule. Throws
 * `bad-input` where no pixel is valid.
 */
export function matteEdge(
  values: ArrayLike<number>,
  kind: DepthKind,
  { nearerThan, soft, polarity }: MatteOptions,
): MatteEdge {
  const { minimum, maximum } = finiteRange(values);
  if (Number.isNaN(minimum))
    throw new DepthroomError('bad-input', 'This depth map has no valid pixel to write.');
  return { at: nearerThan ?? (minimum + maximum) / 2, soft, isLargerNearer: isLargerNearer(kind), polarity };
}

/**
 * How much of a pixel is in the matte, 0..1: 1 nearer than `at` - `soft` / 2, 0 farther than `at` + `soft` / 2, a straight ramp between; without softness the
 * edge itself is in. Without a depth a pixel is farther than anything. For `near-black` the rest from 1. Own rule.
 */
export function matteShare(
  value: number,
  { at, soft, isLargerNearer: isLarge, polarity }: MatteEdge,
): number {
  const nearer = isLarge ? value - at : at - value;
  const share = Number.isNaN(value)
    ? 0
    : soft > 0
      ? Math.min(1, Math.max(0, nearer / soft + 0.5))
      : nearer >= 0
        ? 1
        : 0;
  return polarity === 'near-black' ? 1 - share : share;
}
