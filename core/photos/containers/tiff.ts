import { readFile } from 'node:fs/promises';
import type { ReadBytes } from '../../formats/read-bytes.ts';
import { type PlainPicture, plainTiff } from '../../formats/tiff/plain-tiff.ts';
import { readPages, type TiffPage } from '../../formats/tiff/read-pages.ts';
import { READ_HERE, readTiffSamples, type TiffSamples } from '../../formats/tiff/read-samples.ts';
import { readGreyCurve } from '../colour/grey-profile.ts';
import { flattenPremultiplied, greyToSrgb, type Samples } from '../colour/to-srgb.ts';
import type { PhotoMetadata, Reading } from './reading.ts';
import { floatsToCodes, labToRgb, ycbcrToRgb } from './tiff-numbers.ts';

/** PhotometricInterpretation (TIFF 6.0). */
const [WHITE_IS_ZERO, GREY, RGB, CMYK, YCBCR] = [0, 1, 2, 5, 6];
const LAB = [8, 9];
const COLOURS: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 3, 5: 4, 6: 3, 8: 3, 9: 3 };

/** The picture that is meant: the first, unless it is a reduced one of a later one (NewSubfileType, or the same picture smaller). */
function choosePage(pages: readonly TiffPage[]): number {
  const size = ({ one }: TiffPage) => ({ width: one(256, 0), height: one(257, 0) });
  const isReduced = ({ one }: TiffPage) => (one(254, 0) & 1) === 1 || one(255, 0) === 2;
  const isMask = ({ one }: TiffPage) => (one(254, 0) & 4) === 4 || one(262, 0) === 4;
  const first = size(pages[0]);
  const isLarger = (page: TiffPage) => {
    const { width, height } = size(page);
    const isSameShape = Math.abs((width * first.height) / (height * first.width) - 1) < 0.03;
    const isMuchLarger = width * height >= 4 * first.width * first.height;
    return isReduced(pages[0])
      ? width * height > first.width * first.height
      : isSameShape && isMuchLarger && first.width <= 512;
  };
  let chosen = 0;
  pages.forEach((page, k) => {
    const area = ({ width, height }: { width: number; height: number }) => width * height;
    if (k === 0 || isReduced(page) || isMask(page) || !isLarger(page)) return;
    if (chosen === 0 || area(size(page)) > area(size(pages[chosen]))) chosen = k;
  });
  return chosen;
}

/** Which of the further channels is a transparency: its index, and whether colours were multiplied by it (TIFF 6.0, ExtraSamples). */
function alphaOf(page: TiffPage, colours: number): { channel: number; isMultiplied: boolean } | null {
  const extra = page.all(338) ?? [];
  const at = extra.findIndex((meaning) => meaning === 1 || meaning === 2);
  return at < 0 ? null : { channel: colours + at, isMultiplied: extra[at] === 1 };
}

/** Whether the decoder would misread or refuse the picture. */
function needsUs(page: TiffPage): boolean {
  const { one, all } = page;
  const [photometric, bits, compression] = [one(262, GREY), one(258, 1), one(259, 1)];
  const colours = COLOURS[photometric];
  if (colours === undefined || !READ_HERE.includes(compression)) return false;
  if (one(339, 1) !== 1 && one(339, 1) !== 4) return true;
  if (bits > 8 && bits !== 16) return true;
  // The decoder knows subsampled ones, and takes the others for RGB.
  if (photometric === YCBCR) return (all(530) ?? [2, 2]).every((each) => each === 1) && bits === 8;
  if (LAB.includes(photometric) && bits === 8) return true;
  const further = one(277, 1) - colours;
  return further > 1 || (further === 1 && ![1, 2].includes(all(338)?.[0] ?? 0));
}

/** Text or bytes of a tag, as they are. */
const bytesOf = (page: TiffPage, tag: number) => {
  const entry = page.entries.get(tag);
  return entry && Buffer.from(entry.bytes);
};

function metadataOf(page: TiffPage): PhotoMetadata {
  const { one } = page;
  const photometric = one(262, GREY);
  const colours = COLOURS[photometric];
  const isGrey = colours === 1;
  const isWide = one(258, 1) > 8 && !LAB.includes(photometric);
  const icc = bytesOf(page, 34675);
  const space =
    photometric === CMYK ? 'cmyk' : isGrey ? (isWide ? 'grey16' : 'b-w') : isWide ? 'rgb16' : 'srgb';
  const xmp = bytesOf(page, 700)?.toString('utf8');
  return {
    width: one(256, 0),
    height: one(257, 0),
    channels: (colours === 4 ? 4 : colours) as PhotoMetadata['channels'],
    depth: isWide ? 'ushort' : 'uchar',
    space: space as PhotoMetadata['space'],
    hasAlpha: alphaOf(page, colours) !== null,
    hasProfile: icc !== undefined,
    orientation: one(274, 1),
    bitsPerSample: one(258, 1),
    ...(icc && { icc }),
    ...(xmp !== undefined && { xmpAsString: xmp }),
  };
}

/** How a TIFF wants to be read where the decoder alone would misunderstand it. */
export async function readTiffPhoto(path: string, read: ReadBytes, name: string): Promise<Reading> {
  const pages = await readPages(read);
  if (pages.length === 0) return {};
  const chosen = choosePage(pages);
  const page = pages[chosen];
  const notes =
    chosen > 0
      ? [
          `The file holds ${pages.length} pictures, the first of them a small one of another: picture ${chosen + 1} was read.`,
        ]
      : [];
  const base: Reading = { notes, ...(chosen > 0 && { page: chosen }) };
  if (!needsUs(page)) return base;
  if (page.one(339, 1) !== 1) notes.push(noteOnNumbers(page));
  const plain = async () => plainTiff(pictureOf(await readFile(path), page, name));
  return { ...base, metadata: metadataOf(page), plain };
}

function noteOnNumbers({ one }: TiffPage): string {
  return one(339, 1) === 3
    ? 'The pixels are floating-point numbers, taken as linear light: 1 is white, brighter is cut off; numbers that go far beyond were laid between black and white as a whole.'
    : 'The pixels are signed numbers: those below zero are black.';
}

function pictureOf(bytes: Buffer, page: TiffPage, name: string): PlainPicture {
  const { one } = page;
  const photometric = one(262, GREY);
  const orientation = one(274, 1);
  const icc = bytesOf(page, 34675);
  const samples = readTiffSamples(bytes, page, name);
  if (photometric === YCBCR) {
    const data = ycbcrToRgb(samples, page.all(529), page.all(532));
    return { ...samples, data, channels: 3, photometric: 'rgb', hasAlpha: false, orientation, icc };
  }
  if (LAB.includes(photometric) && one(258, 1) === 8) {
    const data = labToRgb(samples, photometric);
    return { ...samples, data, channels: 3, photometric: 'rgb', hasAlpha: false, orientation };
  }
  const isFloat = samples.bits === 0;
  const data = isFloat ? floatsToCodes(samples) : wholeCodes(samples, one(339, 1) === 2);
  if (photometric === WHITE_IS_ZERO) for (let k = 0; k < data.length; k++) data[k] = ~data[k];
  const colours = COLOURS[photometric];
  const alpha = alphaOf(page, colours);
  const kept = keepChannels({ ...samples, data }, colours, alpha?.channel ?? null);
  const whole = { width: samples.width, height: samples.height };
  if (photometric === CMYK)
    return { ...whole, data: kept.data, channels: 4, photometric: 'cmyk', hasAlpha: false, orientation, icc };
  let picture: Samples = { ...whole, ...kept } as Samples;
  if (alpha?.isMultiplied) picture = flattenPremultiplied(picture);
  const curve = icc && photometric !== RGB ? readGreyCurve(icc) : null;
  if (curve && picture.data instanceof Uint16Array) picture = greyToSrgb(picture, curve);
  const { channels } = picture;
  return {
    ...picture,
    photometric: colours === 1 ? 'grey' : 'rgb',
    hasAlpha: channels % 2 === 0,
    orientation,
    // Linear light has been brought to sRGB already.
    icc: isFloat || curve ? undefined : icc,
  };
}

/** Whole numbers of any size as codes of 8 or 16 bits. */
function wholeCodes({ data, bits }: TiffSamples, isSigned: boolean): Uint8Array | Uint16Array {
  const largest = 2 ** bits - 1;
  const half = 2 ** (bits - 1);
  // What is stored as signed keeps its zero: black.
  const value = (code: number) => (isSigned ? (code >= half ? 0 : code * 2) : code);
  if (bits <= 8 && !isSigned && bits === 8) return data as Uint8Array;
  if (bits === 16 && !isSigned) return data as Uint16Array;
  const out = bits <= 8 ? new Uint8Array(data.length) : new Uint16Array(data.length);
  const scale = (bits <= 8 ? 255 : 65_535) / largest;
  for (let k = 0; k < data.length; k++) out[k] = Math.round(Math.min(largest, value(data[k])) * scale);
  return out;
}

function keepChannels(
  {
    data,
    channels,
    width,
    height,
  }: { data: Uint8Array | Uint16Array; channels: number; width: number; height: number },
  colours: number,
  alpha: number | null,
): { data: Uint8Array | Uint16Array; channels: number } {
  const kept = colours === 4 || alpha === null ? colours : colours + 1;
  if (kept === channels) return { data, channels };
  const pixels = width * height;
  const out = data instanceof Uint8Array ? new Uint8Array(pixels * kept) : new Uint16Array(pixels * kept);
  for (let p = 0, from = 0, to = 0; p < pixels; p++, from += channels, to += kept) {
    for (let k = 0; k < colours; k++) out[to + k] = data[from + k];
    if (kept > colours) out[to + colours] = data[from + (alpha ?? 0)];
  }
  return { data: out, channels: kept };
}
