import type { ReadBytes } from '../../formats/read-bytes.ts';
import { readPngColour } from '../../formats/read-png-colour.ts';
import { colourOfCodes, colourOfGamma, type StatedColour } from '../colour/cicp.ts';
import { toSrgb } from '../colour/to-srgb.ts';
import { type PhotoMetadata, type Reading, rawSamples, tiffOfSamples } from './reading.ts';

/** What a PNG without a profile says of its colours (PNG, third edition, §4.3: cICP goes before sRGB, and sRGB before gAMA and cHRM); null for sRGB. */
export async function readPngStated(read: ReadBytes): Promise<StatedColour | null> {
  const found = await readPngColour(read);
  if (found.codes) return colourOfCodes(found.codes.primaries, found.codes.transfer, found.peak);
  if (found.hasProfile || found.isSrgb || found.gamma === null) return null;
  // The white comes first in the file.
  const [wx, wy, ...primaries] = found.chromaticities ?? [];
  const xy = found.chromaticities ? [...primaries, wx, wy] : null;
  return colourOfGamma(found.gamma, xy as Parameters<typeof colourOfGamma>[1]);
}

/** Reads pixels whose colours are stated by numbers. */
export function readStated(
  input: string | Buffer,
  metadata: PhotoMetadata,
  orientation: number,
  colour: StatedColour,
  maximumPixels: number,
): Reading {
  return {
    colour: colour.name,
    notes: notesOn(colour),
    plain: async () =>
      tiffOfSamples(toSrgb(await rawSamples(input, metadata, maximumPixels), colour), orientation),
  };
}

/** What a person should know of how the colours were brought to the screen's. */
export function notesOn({ name, transfer }: StatedColour): string[] {
  if (transfer.headroom === 1) return [];
  return [
    `The colours are HDR (${name}): white is 203 cd/m², and what is brighter was brought below white by Reinhard's extended operator, up to ${Math.round(transfer.headroom * 203)} cd/m².`,
  ];
}
