/** Types of TIFF values (TIFF 6.0, §2 "Image File Directory"). */
export const TYPE = {
  byte: 1,
  ascii: 2,
  short: 3,
  long: 4,
  rational: 5,
  undefined: 7,
  float: 11,
  double: 12,
} as const;

/** One entry of a directory; `bytes` are its values in little-endian order. */
export interface TiffEntry {
  tag: number;
  type: number;
  count: number;
  bytes: Uint8Array;
}

/** Whole numbers of 16 bits. */
export function shorts(tag: number, ...values: number[]): TiffEntry {
  return {
    tag,
    type: TYPE.short,
    count: values.length,
    bytes: new Uint8Array(Uint16Array.from(values).buffer),
  };
}

/** Whole numbers of 32 bits. */
export function longs(tag: number, values: ArrayLike<number>): TiffEntry {
  return {
    tag,
    type: TYPE.long,
    count: values.length,
    bytes: new Uint8Array(Uint32Array.from(values).buffer),
  };
}

/** Numbers of float32. */
export function floats(tag: number, ...values: number[]): TiffEntry {
  return {
    tag,
    type: TYPE.float,
    count: values.length,
    bytes: new Uint8Array(Float32Array.from(values).buffer),
  };
}

/** A whole number of 32 bits, over one. */
export function rational(tag: number, value: number): TiffEntry {
  return { tag, type: TYPE.rational, count: 1, bytes: new Uint8Array(Uint32Array.from([value, 1]).buffer) };
}

/** Text of ASCII, with the zero byte at its end that the type asks for. */
export function ascii(tag: number, text: string): TiffEntry {
  const bytes = Buffer.from(`${text}\0`, 'latin1');
  return { tag, type: TYPE.ascii, count: bytes.length, bytes };
}

/** Bytes that are no numbers: a profile, an XMP packet. */
export function opaque(tag: number, bytes: Uint8Array, type: number = TYPE.undefined): TiffEntry {
  return { tag, type, count: bytes.length, bytes };
}

/**
 * A directory as it stands at `position` of a file (an even one), with the values that do not fit into their entries after it,
 * each on a word boundary (TIFF 6.0, §2). Entries are sorted by tag, as the format asks.
 */
export function directoryBytes(entries: readonly TiffEntry[], position: number): Uint8Array {
  const sorted = [...entries].sort((a, b) => a.tag - b.tag);
  const tableLength = 2 + 12 * sorted.length + 4;
  const even = (length: number) => length + (length % 2);
  const tail = sorted.reduce((sum, { bytes }) => sum + (bytes.length > 4 ? even(bytes.length) : 0), 0);
  const out = Buffer.alloc(tableLength + tail);
  out.writeUInt16LE(sorted.length, 0);
  let at = tableLength;
  sorted.forEach(({ tag, type, count, bytes }, index) => {
    const entry = 2 + 12 * index;
    out.writeUInt16LE(tag, entry);
    out.writeUInt16LE(type, entry + 2);
    out.writeUInt32LE(count, entry + 4);
    if (bytes.length <= 4) {
      out.set(bytes, entry + 8);
      return;
    }
    out.writeUInt32LE(position + at, entry + 8);
    out.set(bytes, at);
    at += even(bytes.length);
  });
  return out;
}
