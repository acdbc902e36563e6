import { type Alignment, DISPARITY_FLOOR, type Fit } from '../alignment.ts';
import type { DepthKind } from '../depth-map.ts';

/** How a value of one map becomes one of the reference: optionally 1 / value, then a line, then optionally 1 / value again. */
export interface Mapping {
  isInputInverted: boolean;
  scale: number;
  shift: number;
  isOutputInverted: boolean;
}

/** Leaves values as they are. */
export const IDENTITY: Mapping = { isInputInverted: false, scale: 1, shift: 0, isOutputInverted: false };

/** The kinds of two maps and what was fitted between them. */
export interface Fitted {
  kind: DepthKind;
  referenceKind: DepthKind;
  alignment: Pick<Alignment, 'method'>;
}

/**
 * The mapping of a fitted line (contract/alignment.ts: `fitSchema` says what scale and shift mean): 1 / value comes in where metres are
 * aligned in disparity, and 1 / value goes out where they are the reference.
 */
export function mappingOf(
  { kind, referenceKind, alignment }: Fitted,
  { space, scale, shift }: Pick<Fit, 'space' | 'scale' | 'shift'>,
): Mapping {
  const isDisparity = space === 'disparity' && alignment.method !== 'none';
  return {
    isInputInverted: isDisparity && kind === 'metric',
    scale,
    shift,
    isOutputInverted: isDisparity && referenceKind === 'metric',
  };
}

/**
 * One value, from the map's unit to the reference's; NaN where there is none. Depths that come out of disparity end at a kilometre
 * (`DISPARITY_FLOOR`): own rule. The shaders do the same (glsl.ts).
 */
export function mapped(value: number, { isInputInverted, scale, shift, isOutputInverted }: Mapping): number {
  if (isInputInverted && !(value > 0)) return Number.NaN;
  const line = scale * (isInputInverted ? 1 / value : value) + shift;
  if (!isOutputInverted) return line;
  return 1 / (line < DISPARITY_FLOOR ? DISPARITY_FLOOR : line);
}

/** As the shaders take it (glsl.ts). */
export function mappingUniform({
  isInputInverted,
  scale,
  shift,
  isOutputInverted,
}: Mapping): [number, number, number, number] {
  return [isInputInverted ? 1 : 0, scale, shift, isOutputInverted ? 1 : 0];
}

/** A whole plane (any size), from the map's unit to the reference's, as a new one. */
export function mapPlane(values: Float32Array, mapping: Mapping): Float32Array {
  const out = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) out[i] = mapped(values[i], mapping);
  return out;
}
