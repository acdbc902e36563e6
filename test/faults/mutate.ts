import { oneOf } from './seeded.ts';

const WORDS = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, 0x10000, 0x40000000];

/** A file with one to six mistakes: bits, bytes and lengths changed, pieces cut out, doubled, put in, or the rest cut off. */
export function mutateBytes(random: () => number, given: Uint8Array): Buffer {
  let bytes = Buffer.from(given);
  const below = (end: number) => Math.floor(random() * end);
  for (let k = 1 + below(6); k > 0 && bytes.length > 8; k--) {
    // Heads say more than bodies.
    const at = below(random() < 0.5 ? Math.min(bytes.length, 256) : bytes.length);
    const size = Math.min(bytes.length - at, 1 + below(random() < 0.8 ? 16 : bytes.length));
    const way = below(8);
    if (way === 0) bytes[at] ^= 1 << below(8);
    else if (way === 1) bytes[at] = below(256);
    else if (way === 2 && at + 4 <= bytes.length) {
      if (random() < 0.5) bytes.writeUInt32LE(oneOf(random, WORDS), at);
      else bytes.writeUInt32BE(oneOf(random, WORDS), at);
    } else if (way === 3) bytes = bytes.subarray(0, 8 + below(bytes.length - 8));
    else if (way === 4) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + size)]);
    else if (way === 5) bytes = Buffer.concat([bytes.subarray(0, at + size), bytes.subarray(at)]);
    else if (way === 6) bytes.fill(random() < 0.5 ? 0 : 0xff, at, at + size);
    else bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([below(256)]), bytes.subarray(at)]);
  }
  return bytes;
}

const STRANGE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  -1e308,
  2 ** 53,
  '',
  ' ',
  '\0',
  '\ud800',
  'x'.repeat(5000),
  '../../etc/passwd',
  '/etc/passwd',
  '%00',
  '__proto__',
  'constructor',
  'f'.repeat(64),
  '11111111-1111-4111-8111-111111111111',
  [],
  {},
  [[]],
  Array(300).fill(0),
  { toString: 1 },
];

/** A value with one to three mistakes: parts of another kind, left out, doubled, or swapped. */
export function mutateJson(random: () => number, given: unknown): unknown {
  let value = structuredClone(given);
  for (let k = 1 + Math.floor(random() * 3); k > 0; k--) value = mutateOnce(random, value);
  return value;
}

function mutateOnce(random: () => number, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || random() < 0.1) return strange(random, value);
  const parts = value as Record<string, unknown>;
  const keys = Object.keys(parts);
  if (keys.length === 0) return strange(random, value);
  const key = oneOf(random, keys);
  const way = random();
  if (way < 0.15) delete parts[key];
  else if (way < 0.25) parts[oneOf(random, keys)] = structuredClone(parts[key]);
  else if (way < 0.3) parts[oneOf(random, ['extra', 'constructor', 'id'])] = strange(random, parts[key]);
  else parts[key] = mutateOnce(random, parts[key]);
  return Array.isArray(value) ? Object.values(parts) : parts;
}

function strange(random: () => number, value: unknown): unknown {
  if (typeof value === 'number' && random() < 0.5)
    return oneOf(random, [-value, value + 1, value * 1e6, value / 3]);
  if (typeof value === 'string' && random() < 0.5) {
    const at = Math.floor(random() * (value.length + 1));
    return value.slice(0, at) + oneOf(random, ['\0', '/', '..', '😀', '"', '%']) + value.slice(at + 1);
  }
  return structuredClone(oneOf(random, STRANGE));
}
