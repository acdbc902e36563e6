import { linearFromSrgb } from '../../../contract/maths/srgb.ts';

/** sRGB codes as linear light, 0..1. */
export const LINEAR_LIGHT: Float32Array = Float32Array.from({ length: 256 }, (_, code) =>
  linearFromSrgb(code / 255),
);

/** The same as bits of IEEE 754 binary16. */
export const LINEAR_LIGHT_HALF: Uint16Array = Uint16Array.from(LINEAR_LIGHT, halfBits);

/** Bits of the nearest binary16 of a number within 0..1, to even on a tie; numbers below 2^-14 are subnormal there. */
function halfBits(value: number): number {
  const exponent = Math.max(-14, Math.floor(Math.log2(value)));
  // Of 1024 steps a power of two; the leading one of a normal number carries into the exponent by itself.
  const steps = roundToEven((value / 2 ** exponent) * 1024);
  return exponent === -14 && steps < 1024 ? steps : (exponent + 14) * 1024 + steps;
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
