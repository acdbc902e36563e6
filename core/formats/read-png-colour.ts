import type { ReadBytes } from './read-bytes.ts';

/** What a PNG says of the meaning of its colours, beside a profile. */
export interface PngColour {
  hasProfile: boolean;
  isSrgb: boolean;
  /** Exponent that encoded the samples. */
  gamma: number | null;
  /** x and y of white, red, green and blue, as they stand in the chunk. */
  chromaticities: number[] | null;
  /** Code points of ITU-T H.273: primaries, transfer. */
  codes: { primaries: number; transfer: number } | null;
  /** The brightest pixel in cd/m². */
  peak: number | null;
}

const MOST_CHUNKS = 200;

/**
 * Reads the chunks before the pixels that speak of colour (PNG, third edition, §11.3.2: gAMA, cHRM, sRGB, iCCP, cICP, cLLI). Broken ones are
 * left out; nothing is thrown for them.
 */
export async function readPngColour(read: ReadBytes): Promise<PngColour> {
  const found: PngColour = {
    hasProfile: false,
    isSrgb: false,
    gamma: null,
    chromaticities: null,
    codes: null,
    peak: null,
  };
  for (let at = 8, k = 0; k < MOST_CHUNKS; k++) {
    const head = await read(at, 8 + 32);
    if (head.length < 8) break;
    const length = head.readUInt32BE(0);
    const type = head.toString('latin1', 4, 8);
    const body = head.subarray(8, 8 + Math.min(length, 32));
    if (type === 'IDAT' || type === 'IEND') break;
    note(found, type, body);
    at += 12 + length;
  }
  return found;
}

function note(found: PngColour, type: string, body: Buffer): void {
  if (type === 'iCCP') found.hasProfile = true;
  if (type === 'sRGB') found.isSrgb = true;
  if (type === 'gAMA' && body.length === 4) found.gamma = body.readUInt32BE(0) / 100_000;
  if (type === 'cHRM' && body.length === 32)
    found.chromaticities = Array.from({ length: 8 }, (_, k) => body.readUInt32BE(4 * k) / 100_000);
  if (type === 'cICP' && body.length === 4) found.codes = { primaries: body[0], transfer: body[1] };
  // Steps of 0.0001 cd/m².
  if (type === 'cLLI' && body.length === 8) found.peak = body.readUInt32BE(0) / 10_000 || null;
}
