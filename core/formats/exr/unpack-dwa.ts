import { deflateSync, inflateSync } from 'node:zlib';
import { floatsFromHalves } from '../../../models/pipeline/half.ts';
import { damaged } from '../limits.ts';
import type { DecodeBlock, RowReader } from './exr-block.ts';
import { unpackHuffman } from './huffman.ts';
import type { ExrChannelInfo, ExrHeader } from './read-exr-header.ts';

/*
 * A block of DWAA or DWAB (internal_dwa_compressor.h of OpenEXR): eleven numbers of 64 bits, rules that say by the last part of its name
 * and its type how a channel is packed, then the packed bytes of all channels without a rule (deflate), the cosine
 * coefficients of the lossy ones, first those that vary (AC), then the means (DC), and the runs of others.
 */
const HEADER_BYTES = 88;
const UNKNOWN_PACKED = 2;
const AC_PACKED = 3;
const DC_PACKED = 4;
const AC_COUNT = 8;
const DC_COUNT = 9;
const AC_METHOD = 10;
/** Ways to pack the coefficients. */
const HUFFMAN = 0;
const DEFLATE = 1;

/** How a channel is packed: without loss, by cosines, by runs. */
type Scheme = 'deflate' | 'cosines' | 'runs';
const SCHEMES: readonly Scheme[] = ['deflate', 'cosines', 'runs'];

interface DwaBlock {
  numbers: number[];
  schemes: Scheme[];
  /** The packed bytes of each part. */
  unknown: Buffer;
  ac: Buffer;
  dc: Buffer;
}

/**
 * Reads one channel of DWAA and DWAB: those without a rule (Z and other depth) here, for three does not read them, the lossy ones (R, G
 * and B, or Y) with three, in a block of their own.
 *
 * The reader gives RangeError or an error of zlib where the bytes are damaged. Throws `bad-input` where a lossy channel is another one.
 */
export function dwaRows(header: ExrHeader, chosen: number, name: string, decode: DecodeBlock): RowReader {
  return (packed, lines) => {
    const block = parseBlock(packed, header.channels, name);
    if (block.schemes[chosen] === 'deflate') return unknownRows(block, header, chosen, lines);
    return lossyRows(block, header, chosen, lines, name, decode);
  };
}

function parseBlock(packed: Buffer, channels: readonly ExrChannelInfo[], name: string): DwaBlock {
  const numbers = Array.from({ length: 11 }, (_, k) => Number(packed.readBigInt64LE(8 * k)));
  if (numbers[0] < 2) throw damaged(name, 'its DWA compression is of an old version; save it with ZIP');
  if (numbers.some((number) => number < 0)) throw damaged(name);
  const rules = packed.subarray(HEADER_BYTES, HEADER_BYTES + packed.readUInt16LE(HEADER_BYTES));
  let at = HEADER_BYTES + rules.length;
  const take = (length: number) => {
    at += length;
    if (at > packed.length) throw damaged(name);
    return packed.subarray(at - length, at);
  };
  return {
    numbers,
    schemes: schemesOf(rules, channels),
    unknown: take(numbers[UNKNOWN_PACKED]),
    ac: take(numbers[AC_PACKED]),
    dc: take(numbers[DC_PACKED]),
  };
}

const suffixOf = (name: string) => name.slice(name.lastIndexOf('.') + 1);
const codeOf = ({ type }: ExrChannelInfo) => ['uint32', 'float16', 'float32'].indexOf(type);

/** By the rules: a name, a byte whose lowest bit ignores case and whose next two are the scheme, and the type. */
function schemesOf(rules: Buffer, channels: readonly ExrChannelInfo[]): Scheme[] {
  const schemes = channels.map((): Scheme => 'deflate');
  for (let at = 2; at < rules.length; ) {
    const end = rules.indexOf(0, at);
    if (end < 0 || end + 2 >= rules.length) throw new RangeError('rules');
    const [value, type] = [rules[end + 1], rules[end + 2]];
    const text = (name: string) => (value & 1 ? name.toLowerCase() : name);
    const ending = text(rules.toString('latin1', at, end));
    channels.forEach((channel, k) => {
      const scheme = SCHEMES[(value >> 2) & 3];
      if (scheme && text(suffixOf(channel.name)) === ending && codeOf(channel) === type) schemes[k] = scheme;
    });
    at = end + 3;
  }
  return schemes;
}

/** Channel after channel, row after row. */
function unknownRows(
  { unknown, schemes }: DwaBlock,
  { channels, width }: ExrHeader,
  chosen: number,
  lines: number,
): Float32Array {
  const bytesOf = (before: number) =>
    channels.reduce(
      (sum, { bytesPerSample }, k) =>
        sum + (k < before && schemes[k] === 'deflate' ? bytesPerSample * width * lines : 0),
      0,
    );
  const bytes = inflateSync(unknown, { maxOutputLength: bytesOf(channels.length) });
  const start = bytesOf(chosen);
  const end = start + channels[chosen].bytesPerSample * width * lines;
  if (end > bytes.length) throw new RangeError('too few bytes');
  const { buffer } = new Uint8Array(bytes.subarray(start, end));
  const { type } = channels[chosen];
  if (type === 'float16') return floatsFromHalves(new Uint16Array(buffer));
  return type === 'float32' ? new Float32Array(buffer) : Float32Array.from(new Uint32Array(buffer));
}

/**
 * The lossy channels alone, in a block of their own, so that three meets nothing that it does not know or would have to trust. They are said
 * to be float16, which is what this compression keeps of float32 too, and three then gives as bits.
 */
function lossyRows(
  block: DwaBlock,
  { channels, width, compression }: ExrHeader,
  chosen: number,
  lines: number,
  name: string,
  decode: DecodeBlock,
): Float32Array {
  const { numbers, schemes, ac, dc } = block;
  const kept = channels.flatMap((channel, k): ExrChannelInfo[] =>
    schemes[k] === 'cosines' ? [{ name: suffixOf(channel.name), type: 'float16', bytesPerSample: 2 }] : [],
  );
  const names = kept.map((channel) => channel.name).join('');
  const wanted = suffixOf(channels[chosen].name);
  const isRead = (names === 'BGR' && wanted === 'R') || (names === 'Y' && wanted === 'Y');
  if (!isRead || numbers[AC_METHOD] !== HUFFMAN) {
    throw damaged(
      name,
      `its channel ${channels[chosen].name} is packed by DWA in a way that is not read; save it with ZIP`,
    );
  }
  const squares = Math.ceil(width / 8) * Math.ceil(lines / 8) * kept.length;
  const means = numbers[DC_COUNT];
  if (numbers[AC_COUNT] > 63 * squares || means > squares) throw damaged(name);
  // Only to see that it does not grow: three unpacks it again.
  if (dc.length > 0 && inflateSync(dc, { maxOutputLength: 2 * Math.max(1, means) }).length < 2 * means)
    throw damaged(name);
  // three never ends on damaged Huffman codes. Where these are deflated, it takes their count for their length in bytes.
  const coefficients = deflateSync(unpackHuffman(ac, numbers[AC_COUNT]), { level: 1 });
  const { length } = coefficients;
  const head = Buffer.alloc(HEADER_BYTES);
  const rewritten = [numbers[0], 0, 0, length, dc.length, 0, 0, 0, length, means, DEFLATE];
  rewritten.forEach((number, k) => {
    head.writeBigInt64LE(BigInt(number), 8 * k);
  });
  const packed = Buffer.concat([head, lossyRules(kept), coefficients, dc]);
  return decode({ channels: kept, compression, width, lines, packed });
}

/** Rules for cosines: of R, G and B with their places in the colour transform, counted from 1, of Y without one. */
function lossyRules(channels: readonly ExrChannelInfo[]): Buffer {
  const rules = channels.map((channel) => {
    const place = 'RGB'.indexOf(channel.name) + 1;
    return Buffer.from([channel.name.charCodeAt(0), 0, (place << 4) | (1 << 2), codeOf(channel)]);
  });
  const length = Buffer.alloc(2);
  length.writeUInt16LE(2 + 4 * rules.length);
  return Buffer.concat([length, ...rules]);
}
