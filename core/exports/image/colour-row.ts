import {
  COLOUR_CODES,
  colourEntries,
  encodeGrey,
  type PictureScale,
} from '../../../contract/exports/grey-scale.ts';

/** Intervals of values that a picture's range is divided into, at most: so many that few hold an end between two colours. */
const MOST_INTERVALS = 1 << 14;
/** Of fewer values than this no table of intervals is made. */
const FEW_VALUES = 1 << 16;
/** From here on, in the place of a colour: the first of several that an interval has. */
const SEVERAL = 0x1000000;
/** The exponent of what is infinite or no number. */
const NOT_FINITE = 0x7f800000;

/** Puts the colours of values into `colours`, as many: red in bits 16 to 23, then green, then blue; invalid ones are black. */
export type ColourRow = (values: Float32Array, colours: Int32Array) => void;

/**
 * How values are coloured on a scale: each has a code, the code an entry, the entry a colour of `table` (256 x 3, sRGB). Of a plane of `count`
 * values that are many, colours are found by the bits of their floats, between which those lie is looked up once; to the same bits as one by
 * one (own rule).
 */
export function openColours(scale: PictureScale, table: Uint8Array, count: number): ColourRow {
  const byCode = coloursOf(scale, table);
  const intervals = count < FEW_VALUES ? null : intervalsOf(scale, byCode);
  if (intervals)
    return (values, colours) => {
      const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
      colourByIntervals(bits, intervals, colours);
    };
  return (values, colours) => {
    const { codes: found } = encodeGrey(values, scale, new Uint16Array(values.length));
    for (let p = 0; p < found.length; p++) colours[p] = byCode[found[p]];
  };
}

/** The colour of each code. Neighbours with one colour are told apart where another lies between them. */
function coloursOf(scale: PictureScale, table: Uint8Array): Int32Array {
  const entries = colourEntries(scale);
  const colours = new Int32Array(entries.length);
  for (let code = 0; code < colours.length; code++) {
    const at = 3 * entries[code];
    colours[code] = (table[at] << 16) | (table[at + 1] << 8) | table[at + 2];
  }
  // Invalid pixels stay black.
  colours[COLOUR_CODES.invalid] = 0;
  return colours;
}

/** Colours of all floats from zero on. */
interface Intervals {
  /** Floats with the same upper bits, from `first << shift` on, have the colour in `colours`, or several: then from which band on. */
  shift: number;
  first: number;
  colours: Int32Array;
  bands: Bands;
}

/** Floats of one colour each, in order: the bits of the first of each, of which the very first has all that is lower. */
interface Bands {
  starts: Int32Array;
  colours: Int32Array;
}

/**
 * Null where nothing is won: for scales with values below zero, and logarithms, of which nobody says that they never fall.
 */
function intervalsOf(scale: PictureScale, byCode: Int32Array): Intervals | null {
  const low = Math.min(scale.nearValue, scale.farValue);
  const high = Math.max(scale.nearValue, scale.farValue);
  if (!(low >= 0 && high > low) || scale.mapping === 'log') return null;
  const [lowest, highest] = new Int32Array(new Float32Array([low, high]).buffer);
  const bands = bandsOf(scale, byCode, lowest, highest);
  let shift = 0;
  while ((highest >> shift) - (lowest >> shift) >= MOST_INTERVALS) shift++;
  const first = lowest >> shift;
  const colours = new Int32Array((highest >> shift) - first + 1);
  for (let k = 0, band = 0; k < colours.length; k++) {
    const before = band;
    while (band + 1 < bands.starts.length && bands.starts[band + 1] >> shift === first + k) band++;
    colours[k] = band === before ? bands.colours[band] : SEVERAL + before;
  }
  return { shift, first, colours, bands };
}

/**
 * The floats above zero lie in the order of their bits, and codes rise or fall with the values: where the colour changes from one code to the
 * next is where a value first has a code beyond it, which is looked for by halving, for all changes at once.
 */
function bandsOf(scale: PictureScale, byCode: Int32Array, lowest: number, highest: number): Bands {
  const codesOf = (bits: Int32Array) =>
    encodeGrey(new Float32Array(bits.buffer), scale, new Uint16Array(bits.length)).codes;
  const [start, end] = codesOf(Int32Array.of(lowest, highest));
  const isRising = start <= end;
  const step = isRising ? 1 : -1;
  /** The first code of each colour but the very first, on the way from low to high. */
  const changes: number[] = [];
  for (let code = start; code !== end; code += step)
    if (byCode[code + step] !== byCode[code]) changes.push(code + step);
  // Each lies behind `below` and not behind `within`.
  const below = new Int32Array(changes.length).fill(lowest);
  const within = new Int32Array(changes.length).fill(highest);
  const middle = new Int32Array(changes.length);
  for (let left = highest - lowest; left > 1; left = (left + 1) >> 1) {
    for (let k = 0; k < middle.length; k++) middle[k] = below[k] + ((within[k] - below[k]) >> 1);
    const codes = codesOf(middle);
    for (let k = 0; k < middle.length; k++) {
      const isBeyond = isRising ? codes[k] >= changes[k] : codes[k] <= changes[k];
      if (isBeyond) within[k] = middle[k];
      else below[k] = middle[k];
    }
  }
  // Codes that no float has leave bands that are empty: the last that begins at a float counts.
  return {
    starts: Int32Array.of(lowest, ...within),
    colours: Int32Array.of(byCode[start], ...changes.map((code) => byCode[code])),
  };
}

function colourByIntervals(
  bits: Int32Array,
  { shift, first, colours: found, bands }: Intervals,
  colours: Int32Array,
): void {
  const count = found.length;
  const lowest = bands.colours[0];
  const highest = bands.colours[bands.colours.length - 1];
  for (let p = 0; p < bits.length; p++) {
    const own = bits[p];
    const at = (own >> shift) - first;
    let colour = 0;
    if (at >= 0 && at < count) {
      colour = found[at];
      if (colour >= SEVERAL) colour = colourIn(bands, colour - SEVERAL, own);
    }
    // Beyond the scale its ends are taken, and invalid pixels stay black.
    else if ((own & NOT_FINITE) !== NOT_FINITE) colour = at < 0 ? lowest : highest;
    colours[p] = colour;
  }
}

/** The colour of the last band that begins at these bits or before. */
function colourIn({ starts, colours }: Bands, from: number, bits: number): number {
  let band = from;
  while (band + 1 < starts.length && starts[band + 1] <= bits) band++;
  return colours[band];
}
