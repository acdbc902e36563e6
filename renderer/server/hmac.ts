/*
 * SHA-256 (FIPS 180-4) and HMAC (RFC 2104). The browser has both, but answers later; addresses of pictures are wanted at once.
 */

const WORDS = 64;
const BLOCK_BYTES = 64;

/** The first 32 bits of the fractional part of a root of the first primes. */
function fractions(root: (prime: number) => number, count: number): Uint32Array {
  const words = new Uint32Array(count);
  for (let at = 0, candidate = 2; at < count; candidate++) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++)
      if (candidate % divisor === 0) isPrime = false;
    if (isPrime) words[at++] = (root(candidate) % 1) * 2 ** 32;
  }
  return words;
}

const START = fractions(Math.sqrt, 8);
const ROUND = fractions(Math.cbrt, WORDS);

/** Text as UTF-8, key included. Returns 64 hexadecimal digits. */
export function hmacSha256(key: string, message: string): string {
  const encoder = new TextEncoder();
  const given = encoder.encode(key);
  const padded = new Uint8Array(BLOCK_BYTES);
  padded.set(given.length > BLOCK_BYTES ? sha256(given) : given);
  const inner = sha256(join(padded.map(xor(0x36)), encoder.encode(message)));
  const outer = sha256(join(padded.map(xor(0x5c)), inner));
  return Array.from(outer, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const xor = (mask: number) => (byte: number) => byte ^ mask;

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function sha256(message: Uint8Array): Uint8Array {
  // One bit, zeros, and the length in bits as 64 bits fill the last block.
  const blocks = Math.ceil((message.length + 9) / BLOCK_BYTES);
  const view = new DataView(new ArrayBuffer(blocks * BLOCK_BYTES));
  new Uint8Array(view.buffer).set(message);
  view.setUint8(message.length, 0x80);
  view.setUint32(view.byteLength - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(view.byteLength - 4, message.length << 3);

  const state = START.slice();
  const words = new Uint32Array(WORDS);
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < 16; i++) words[i] = view.getUint32(block * BLOCK_BYTES + 4 * i);
    for (let i = 16; i < WORDS; i++) {
      const [a, b] = [words[i - 15], words[i - 2]];
      const sigma0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
      const sigma1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
      words[i] = words[i - 16] + sigma0 + words[i - 7] + sigma1;
    }
    compress(state, words);
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (let i = 0; i < 8; i++) digest.setUint32(4 * i, state[i]);
  return new Uint8Array(digest.buffer);
}

/** One block: 64 rounds over the working variables a..h, added to the state. */
function compress(state: Uint32Array, words: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < WORDS; i++) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + ROUND[i] + words[i]) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] += value;
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
