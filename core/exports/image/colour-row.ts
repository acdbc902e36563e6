import {
  COLOUR_CODES,
  colourEntries,
  encodeGrey,
  type PictureScale,
} from '../../../contract/exports/grey-scale.ts';

/** Intervals of values that a picture's range is divided into, at most: so many that few hold an end between two colours. */
const MOST_INTERVALS = 1 << 16;
/** Of fewer values than this no table of intervals is made. */
const FEW_VALUES = 1 << 16;
/** In the place of a colour: values of this interval have more than one. */
const LOOK = 0x1000000;
/** The exponent of what is infinite or no number. */
const NOT_FINITE = 0x7f800000;

/** Puts the colours of values into `colours`, as many: red in bits 16 to 23, then green, then blue; invalid ones are black. */
export type ColourRow = (values: Float32Array, colours: Int32Array) => void;

/**
 * How values are coloured on a scale: each has a code, the code an entry, the entry a colour of `table` (256 x 3, sRGB). Of a plane of `count`
 * values that are many, most are found by the upper bits of their floats, in a table of intervals that have one colour each; to the same bits
 * as one by one (own rule).
 */
export function openColours(scale: PictureScale, table: Uint8Array, count: number): ColourRow {
  const byCode = coloursOf(scale, table);
  const intervals = count < FEW_VALUES ? null : intervalsOf(scale, byCode);
  const codes = new Uint16Array(1);
  const single = new Float32Array(1);
  const look = (value: number) => {
    single[0] = value;
    return byCode[encodeGrey(single, scale, codes).codes[0]];
  };
  /** Where colours have to be looked up. */
  let places = new Int32Array(0);
  if (intervals)
    return (values, colours) => {
      const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
      if (places.length < values.length) places = new Int32Array(values.length);
      const looks = colourByIntervals(bits, intervals, colours, places);
      for (let k = 0; k < looks; k++) colours[places[k]] = look(values[places[k]]);
    };
  return (values, colours) => {
    const { codes: found } = encodeGrey(values, scale, new Uint16Array(values.length));
    for (let p = 0; p < found.length; p++) colours[p] = byCode[found[p]];
  };
}

/** The colour of each code. Neighbours with one colour are told apart where another lies between them. */
function coloursOf(scale: PictureScale, table: Uint8Array): Int32Array {
  return Int32Array.from(colourEntries(scale), (entry, code) =>
    // Invalid pixels stay black.
    code === COLOUR_CODES.invalid
      ? 0
      : (table[3 * entry] << 16) | (table[3 * entry + 1] << 8) | table[3 * entry + 2],
  );
}

/** Colours of all floats from `first << shift` on, for as many as share their upper bits. */
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
function intervalsOf(scale: PictureScale, byCode: Int32Array): Intervals | null {
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
  const encode = (from: number) =>
    encodeGrey(new Float32Array(bounds.buffer, from, count), scale, new Uint16Array(count)).codes;
  const starts = encode(0);
  for (let k = 1; k <= count; k++) bounds[k]--;
  const lasts = encode(4);
  const steps = stepsOf(byCode);
  const colours = new Int32Array(count);
  for (let k = 0; k < count; k++)
    colours[k] = steps[starts[k]] === steps[lasts[k]] ? byCode[starts[k]] : LOOK;
  return { shift, first, colours, ends: [byCode[starts[0]], byCode[lasts[count - 1]]] };
}

/** How often the colour has changed up to each code. */
function stepsOf(byCode: Int32Array): Uint16Array {
  const steps = new Uint16Array(byCode.length);
  for (let code = 1; code < byCode.length; code++)
    steps[code] = steps[code - 1] + (byCode[code] === byCode[code - 1] ? 0 : 1);
  return steps;
}

/** Answers with how many colours are left to be looked up, at the first `places`. */
function colourByIntervals(
  bits: Int32Array,
  { shift, first, colours: found, ends }: Intervals,
  colours: Int32Array,
  places: Int32Array,
): number {
  const count = found.length;
  const lowest = ends[0];
  const highest = ends[1];
  let looks = 0;
  for (let p = 0; p < bits.length; p++) {
    const at = (bits[p] >> shift) - first;
    let colour = 0;
    if (at >= 0 && at < count) colour = found[at];
    // Beyond the scale its ends are taken, and invalid pixels stay black.
    else if ((bits[p] & NOT_FINITE) !== NOT_FINITE) colour = at < 0 ? lowest : highest;
    colours[p] = colour;
    if (colour === LOOK) places[looks++] = p;
  }
  return looks;
}
