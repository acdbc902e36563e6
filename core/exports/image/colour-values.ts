import {
  COLOUR_CODES,
  colourEntries,
  encodeGrey,
  type PictureScale,
} from '../../../contract/exports/grey-scale.ts';

/** Intervals of values that a picture's range is divided into, at most: so many that few hold an end between two colours. */
const MOST_INTERVALS = 1 << 16;
/** Fewer values are encoded one by one sooner than a table is made. */
const FEW_VALUES = 1 << 16;
/** Pixels that are painted at a time. */
const PIECE = 1 << 14;
/** In the place of a colour: values of this interval have more than one. */
const LOOK = 0x1000000;
/** The exponent of what is infinite or no number. */
const NOT_FINITE = 0x7f800000;

/**
 * Interleaved sRGB of a plane: each value's code on the scale, the code's entry, the entry's colour in `table` (256 x 3); invalid values are
 * black. Most values of a large plane are found by the upper bits of their floats, in a table of intervals that have one colour each; to the
 * same bits as one by one (own rule).
 */
export function colourValues(values: Float32Array, scale: PictureScale, table: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(3 * values.length);
  const entries = colourEntries(scale);
  const intervals = values.length < FEW_VALUES ? null : intervalsOf(scale, entries, table);
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  /** Pixels whose interval has more colours than one. */
  const ambiguous = new Int32Array(PIECE);
  for (let from = 0; from < values.length; from += PIECE) {
    const to = Math.min(values.length, from + PIECE);
    if (!intervals) {
      paintOneByOne(values.subarray(from, to), scale, entries, table, rgb.subarray(3 * from, 3 * to));
      continue;
    }
    const looks = paintPiece(bits, intervals, rgb, from, to, ambiguous);
    const found = Float32Array.from({ length: looks }, (_, k) => values[ambiguous[k]]);
    const colours = new Uint8Array(3 * looks);
    paintOneByOne(found, scale, entries, table, colours);
    for (let k = 0; k < looks; k++)
      for (let channel = 0; channel < 3; channel++)
        rgb[3 * ambiguous[k] + channel] = colours[3 * k + channel];
  }
  return rgb;
}

function paintOneByOne(
  values: Float32Array,
  scale: PictureScale,
  entries: Uint8Array,
  table: Uint8Array,
  rgb: Uint8Array,
): void {
  const { codes } = encodeGrey(values, scale, new Uint16Array(values.length));
  for (let p = 0, k = 0; p < codes.length; p++, k += 3) {
    const colour = colourOf(codes[p], entries, table);
    rgb[k] = colour >> 16;
    rgb[k + 1] = colour >> 8;
    rgb[k + 2] = colour;
  }
}

/** Colours as one number, red in the upper bits, of all floats from `first << shift` on, for as many as share their upper bits. */
interface Intervals {
  shift: number;
  first: number;
  colours: Int32Array;
  /** Of what lies below and above all of them. */
  ends: [number, number];
}

/**
 * The floats above zero lie in the order of their bits, and codes rise or fall with the values: where both ends of an interval have codes
 * of one colour, and no code between them has another, all that lies in it has that colour. Null where that does not help: for scales with
 * values below zero, and logarithms, of which nobody says that they never fall.
 */
function intervalsOf(scale: PictureScale, entries: Uint8Array, table: Uint8Array): Intervals | null {
  const low = Math.min(scale.nearValue, scale.farValue);
  const high = Math.max(scale.nearValue, scale.farValue);
  if (!(low >= 0 && high > low) || scale.mapping === 'log') return null;
  const [lowest, highest] = new Int32Array(new Float32Array([low, high]).buffer);
  let shift = 0;
  while ((highest >> shift) - (lowest >> shift) >= MOST_INTERVALS) shift++;
  const first = lowest >> shift;
  const count = (highest >> shift) - first + 1;
  const bounds = new Int32Array(count + 1);
  for (let k = 0; k <= count; k++) bounds[k] = (first + k) << shift;
  // No interval holds what is not finite, and the last float of each is the one before the first of the next.
  if (bounds[count] > NOT_FINITE) return null;
  const starts = encodeGrey(new Float32Array(bounds.buffer, 0, count), scale, new Uint16Array(count)).codes;
  for (let k = 1; k <= count; k++) bounds[k]--;
  const lasts = encodeGrey(new Float32Array(bounds.buffer, 4, count), scale, new Uint16Array(count)).codes;
  const same = samePlaces(entries);
  const colours = new Int32Array(count);
  for (let k = 0; k < count; k++)
    colours[k] = same[starts[k]] === same[lasts[k]] ? colourOf(starts[k], entries, table) : LOOK;
  const ends: [number, number] = [
    colourOf(starts[0], entries, table),
    colourOf(lasts[count - 1], entries, table),
  ];
  return { shift, first, colours, ends };
}

/** A number for each code, the same for all of a row of codes that have one colour. */
function samePlaces(entries: Uint8Array): Uint16Array {
  const same = new Uint16Array(entries.length);
  for (let code = 1; code < entries.length; code++)
    same[code] = same[code - 1] + (entries[code] === entries[code - 1] ? 0 : 1);
  return same;
}

/** A piece of the plane. A function of its own that is called again and again: the loop around it would be compiled less well. */
function paintPiece(
  bits: Int32Array,
  { shift, first, colours, ends }: Intervals,
  rgb: Uint8Array,
  from: number,
  to: number,
  ambiguous: Int32Array,
): number {
  const count = colours.length;
  const lowest = ends[0];
  const highest = ends[1];
  let looks = 0;
  for (let p = from, k = 3 * from; p < to; p++, k += 3) {
    const at = (bits[p] >> shift) - first;
    let colour = 0;
    if (at >= 0 && at < count) {
      colour = colours[at];
      if (colour === LOOK) ambiguous[looks++] = p;
      // Beyond the scale its ends are taken, and invalid pixels stay black.
    } else if ((bits[p] & NOT_FINITE) !== NOT_FINITE) colour = at < 0 ? lowest : highest;
    rgb[k] = colour >> 16;
    rgb[k + 1] = colour >> 8;
    rgb[k + 2] = colour;
  }
  return looks;
}

function colourOf(code: number, entries: Uint8Array, table: Uint8Array): number {
  // Invalid pixels stay black.
  if (code === COLOUR_CODES.invalid) return 0;
  const at = 3 * entries[code];
  return (table[at] << 16) | (table[at + 1] << 8) | table[at + 2];
}
