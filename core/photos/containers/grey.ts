import { readGreyCurve } from '../colour/grey-profile.ts';
import { greyToSrgb } from '../colour/to-srgb.ts';
import { type PhotoMetadata, type Reading, rawSamples, tiffOfSamples } from './reading.ts';

/**
 * Grey pictures whose profile the decoder would leave out: those of 16 bits, and those that it hands out as three equal colours; null for
 * all others.
 */
export function readGrey(
  input: string | Buffer,
  metadata: PhotoMetadata,
  orientation: number,
  maximumPixels: number,
): Reading | null {
  const { icc, space } = metadata;
  if (!icc || String(space) === 'b-w') return null;
  const curve = readGreyCurve(icc);
  if (!curve) return null;
  return {
    plain: async () =>
      tiffOfSamples(greyToSrgb(await rawSamples(input, metadata, maximumPixels), curve), orientation),
  };
}
