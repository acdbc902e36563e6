import { halvesFromFloats } from '../../../models/pipeline/half.ts';

/** sRGB codes as linear light, 0..1 (IEC 61966-2-1, §5.2). */
export const LINEAR_LIGHT: Float32Array = Float32Array.from({ length: 256 }, (_, code) => {
  const encoded = code / 255;
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
});

/** The same as bits of IEEE 754 binary16. */
export const LINEAR_LIGHT_HALF: Uint16Array = halvesFromFloats(LINEAR_LIGHT);
