import { linearFromSrgb } from '../../../contract/maths/srgb.ts';
import { halvesFromFloats } from '../../../models/pipeline/half.ts';

/** sRGB codes as linear light, 0..1. */
export const LINEAR_LIGHT: Float32Array = Float32Array.from({ length: 256 }, (_, code) =>
  linearFromSrgb(code / 255),
);

/** The same as bits of IEEE 754 binary16. */
export const LINEAR_LIGHT_HALF: Uint16Array = halvesFromFloats(LINEAR_LIGHT);
