import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readNpy } from './read-npy.ts';
import { writeNpy } from './write-npy.ts';

async function place(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'depthroom-npy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'depth.npy');
}

/** A file as numpy.lib.format describes it, with any dictionary. */
function npy(version: number, dictionary: string, values: Uint8Array): Buffer {
  const prefix = version === 1 ? 10 : 12;
  const length = Math.ceil((prefix + dictionary.length + 1) / 64) * 64 - prefix;
  const head = Buffer.alloc(prefix);
  head.write('\x93NUMPY', 'latin1');
  head[6] = version;
  if (version === 1) head.writeUInt16LE(length, 8);
  else head.writeUInt32LE(length, 8);
  return Buffer.concat([head, Buffer.from(`${dictionary.padEnd(length - 1)}\n`), values]);
}

const FOUR = new Uint8Array(new Float32Array([1, 2, 3, 4]).buffer);
const SQUARE = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }";

test('writes the bytes that NumPy 1.0 asks for', async () => {
  const path = await place();
  const values = new Float32Array([1, -2.5, Number.NaN, 4, 5, 6]);
  const bytes = await writeNpy(path, values, [2, 3], { overwrite: false });
  const file = await readFile(path);
  expect(bytes).toBe(128 + 24);
  expect(file.subarray(0, 10).toString('latin1')).toBe('\x93NUMPY\x01\x00\x76\x00');
  const dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
  expect(file.subarray(10, 128).toString('latin1')).toBe(`${dictionary.padEnd(117)}\n`);
  expect([0, 1, 2, 3, 4, 5].map((i) => file.readFloatLE(128 + 4 * i))).toEqual([...values]);
  expect(await readNpy(path)).toEqual({ width: 3, height: 2, values });
});

describe('readNpy', () => {
  test.each([1, 2, 3])('reads format %d.0 in float64', async (version) => {
    const path = await place();
    const values = new Uint8Array(new Float64Array([0.1, 2, 3, 4, 5, 6]).buffer);
    await writeFile(
      path,
      npy(version, "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }", values),
    );
    expect(await readNpy(path)).toEqual({
      width: 2,
      height: 3,
      values: new Float32Array([0.1, 2, 3, 4, 5, 6]),
    });
  });

  test.each([
    ['complex numbers', npy(1, SQUARE.replace('<f4', '<c8'), FOUR), /holds '<c8'/],
    ['what is no text', npy(1, SQUARE.replace('<f4', '<f4\n'), FOUR), /holds '<f4 '/],
    ['text', npy(1, SQUARE.replace('<f4', '<U1'), FOUR), /holds '<U1'/],
    ['records', npy(1, SQUARE.replace("'<f4'", "[('z', '<f4')]"), FOUR), /holds 'something else'/],
    ['two planes', npy(1, SQUARE.replace('(2, 2)', '(2, 1, 2)'), FOUR), /shape is \(2, 1, 2\)/],
    ['one dimension', npy(1, SQUARE.replace('(2, 2)', '(4,)'), FOUR), /shape is \(4\)/],
    ['no dimension', npy(1, SQUARE.replace('(2, 2)', '()'), FOUR), /shape is \(\)/],
    ['no pixels', npy(1, SQUARE.replace('(2, 2)', '(0, 4)'), FOUR), /says that it is 0 x 1/],
    ['negative sides', npy(1, SQUARE.replace('(2, 2)', '(-2, -2)'), FOUR), /no description of an array/],
    ['another order', npy(1, SQUARE.replace('False', 'None'), FOUR), /no description of an array/],
    ['version 4', npy(4, SQUARE, FOUR), /does not begin like one/],
    ['a long header', npy(2, SQUARE + ' '.repeat(1 << 17), FOUR), /header claims \d+ bytes/],
    ['a file that is cut off', npy(1, SQUARE, FOUR).subarray(0, 130), /expected 144 bytes, but it has 130/],
    ['a header that is cut off', npy(1, SQUARE, FOUR).subarray(0, 40), /expected 128 bytes, but it has 40/],
    [
      'an enormous claim',
      npy(1, SQUARE.replace('(2, 2)', '(100000, 100000)'), FOUR),
      /expected 40000000128 bytes/,
    ],
    ['another file', Buffer.from('not a NumPy array'), /does not begin like one/],
    ['an empty file', Buffer.alloc(0), /does not begin like one/],
  ])('refuses %s', async (_, bytes, sentence) => {
    const path = await place();
    await writeFile(path, bytes);
    await expect(readNpy(path)).rejects.toThrow(sentence);
  });

  test('says which file is missing', async () => {
    await expect(readNpy(await place())).rejects.toMatchObject({
      code: 'not-found',
      message: 'Could not read depth.npy, because it, or the folder it should lie in, is not there.',
    });
  });
});
