/** Symbols are 16-bit numbers and one that says that the last number is repeated. */
const SYMBOLS = (1 << 16) + 1;
const LONGEST_CODE = 52;
/** In the table of code lengths: so many zeros, and more than 63 - 59 + 1 of them with their number in the next eight bits. */
const SHORT_RUN = 59;
const LONG_RUN = 63;
const SHORTEST_LONG_RUN = 6;
/** Codes up to this length are looked up, longer ones followed bit by bit. */
const LOOKED_UP = 12;

interface Codes {
  /** Of each length: the first code, how many there are, and where their symbols begin. */
  first: Float64Array;
  count: Int32Array;
  start: Int32Array;
  /** By length, then by number. */
  symbols: Int32Array;
  /** 64 * symbol + length by the next bits; 0 where the code is longer. */
  table: Int32Array;
}

/**
 * Numbers of 16 bits from the canonical Huffman codes of PIZ and DWA (ImfHuf.cpp of OpenEXR): the smallest and the largest symbol, the
 * length of the table, the number of bits, a word of no use, then the lengths of the codes, six bits each, then the codes. The largest symbol
 * repeats the number before it.
 *
 * @param count how many numbers must come out
 *
 * Throws RangeError where the bytes are damaged.
 */
export function unpackHuffman(packed: Buffer, count: number): Uint16Array<ArrayBuffer> {
  const out = new Uint16Array(count);
  if (count === 0) return out;
  const smallest = packed.readUInt32LE(0);
  const repeat = packed.readUInt32LE(4);
  const bitCount = packed.readUInt32LE(12);
  if (smallest >= SYMBOLS || repeat >= SYMBOLS) throw new RangeError('symbols');
  const lengths = new Uint8Array(SYMBOLS);
  const codesAt = readLengths(packed, smallest, repeat, lengths);
  const end = 8 * codesAt + bitCount;
  if (end > 8 * packed.length || end > 0x7fffffff) throw new RangeError('bits');
  const codes = codesOf(lengths);
  let at = 8 * codesAt;
  for (let to = 0; to < count; ) {
    const found = codes.table[bitsAt(packed, at, LOOKED_UP)] || followCode(packed, at, end, codes);
    at += found & 63;
    const symbol = found >> 6;
    if (at > end) throw new RangeError('codes end early');
    if (symbol !== repeat) {
      out[to++] = symbol;
      continue;
    }
    const times = bitsAt(packed, at, 8);
    at += 8;
    if (to === 0 || to + times > count || at > end) throw new RangeError('run');
    out.fill(out[to - 1], to, to + times);
    to += times;
  }
  return out;
}

/** At most 16 bits from a place on; zeros beyond the end. */
function bitsAt(bytes: Buffer, at: number, count: number): number {
  const byte = at >> 3;
  const window = ((bytes[byte] ?? 0) << 16) | ((bytes[byte + 1] ?? 0) << 8) | (bytes[byte + 2] ?? 0);
  return (window >> (24 - count - (at & 7))) & ((1 << count) - 1);
}

/** The length of each symbol's code, 0 where it has none. Returns where the codes begin. */
function readLengths(packed: Buffer, smallest: number, largest: number, lengths: Uint8Array): number {
  let at = 8 * 20;
  for (let symbol = smallest; symbol <= largest; ) {
    if (at > 8 * packed.length) throw new RangeError('table');
    const length = bitsAt(packed, at, 6);
    at += 6;
    if (length < SHORT_RUN) {
      lengths[symbol++] = length;
      continue;
    }
    symbol += length === LONG_RUN ? bitsAt(packed, at, 8) + SHORTEST_LONG_RUN : length - SHORT_RUN + 2;
    if (length === LONG_RUN) at += 8;
    if (symbol > largest + 1) throw new RangeError('run of zeros');
  }
  return Math.ceil(at / 8);
}

/** Codes of one length follow each other by their symbols; the longest begin with zero. */
function codesOf(lengths: Uint8Array): Codes {
  const count = new Int32Array(64);
  for (const length of lengths) count[length]++;
  count[0] = 0;
  const first = new Float64Array(64);
  for (let length = 63, code = 0; length > 0; length--) {
    if (length > LONGEST_CODE && count[length] > 0) throw new RangeError('code too long');
    first[length] = code;
    code = Math.floor((code + count[length]) / 2);
  }
  const start = new Int32Array(64);
  for (let length = 1; length < 64; length++) start[length] = start[length - 1] + count[length - 1];
  const next = start.slice();
  const symbols = new Int32Array(lengths.length);
  const table = new Int32Array(1 << LOOKED_UP);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol];
    if (length === 0) continue;
    const place = next[length]++;
    symbols[place] = symbol;
    if (length > LOOKED_UP) continue;
    const code = first[length] + place - start[length];
    const from = code << (LOOKED_UP - length);
    table.fill(64 * symbol + length, from, from + (1 << (LOOKED_UP - length)));
  }
  return { first, count, start, symbols, table };
}

/** 64 * symbol + length of a long code. */
function followCode(
  packed: Buffer,
  from: number,
  end: number,
  { first, count, start, symbols }: Codes,
): number {
  let code = 0;
  for (let length = 1; length <= LONGEST_CODE && from + length <= end; length++) {
    const at = from + length - 1;
    code = 2 * code + ((packed[at >> 3] >> (7 - (at & 7))) & 1);
    const index = code - first[length];
    if (index >= 0 && index < count[length]) return 64 * symbols[start[length] + index] + length;
  }
  throw new RangeError('no such code');
}
