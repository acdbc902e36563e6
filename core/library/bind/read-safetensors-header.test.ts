import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKPOINTS, readTensors, type TinyTensor, writeTensors } from '../../../test/checkpoints.ts';
import { temporaryFolder } from '../../../test/open-engine.ts';
import { openDiskCheckpoint } from './disk-checkpoint.ts';
import { readSafetensorsHeader } from './read-safetensors-header.ts';

/** Reads the header of a file, as binding does. */
async function headerOf(folder: string, name = 'model.safetensors') {
  const source = await openDiskCheckpoint(folder, () => null);
  const bytes = source.files.get(name)?.bytes ?? 0;
  return readSafetensorsHeader(name, bytes, (start, length) => source.read(name, start, length));
}

test('every tensor lies where an independent reader of the format finds it', async () => {
  const folder = join(CHECKPOINTS, 'zoedepth-tiny');
  const header = await headerOf(folder);
  const expected = await readTensors(join(folder, 'model.safetensors'));
  const source = await openDiskCheckpoint(folder, () => null);
  expect([...header.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [name, { offset, length, dtype, shape }] of header) {
    const { bytes, ...described } = expected.get(name) as TinyTensor;
    expect({ dtype, shape }).toEqual(described);
    expect(Buffer.from(bytes).equals(await source.read('model.safetensors', offset, length))).toBe(true);
  }
});

const four = (values: number[]): TinyTensor => ({
  dtype: 'F32',
  shape: [values.length],
  bytes: new Uint8Array(Float32Array.from(values).buffer),
});
const TENSORS = new Map([
  ['a', four([1, 2])],
  ['b', four([3])],
]);

type Edit = Parameters<typeof writeTensors>[2];
test.each<[string, Edit, string]>([
  [
    'an overlap',
    (header) => {
      header.b.data_offsets = [4, 8];
    },
    'b overlaps a',
  ],
  [
    'offsets past the end',
    (header) => {
      header.b.data_offsets = [8, 2 ** 50];
    },
    'b lies at 8 to 1125899906842624 of 12 bytes of values',
  ],
  [
    'offsets that go backwards',
    (header) => {
      header.b.data_offsets = [12, 8];
    },
    'b lies at 12 to 8',
  ],
  [
    'offsets below zero',
    (header) => {
      header.b.data_offsets = [-4, 0];
    },
    'b has no two offsets',
  ],
  [
    'a hole',
    (header) => {
      header.a = { ...header.a, shape: [1], data_offsets: [0, 4] };
    },
    'nothing is said of the 4 bytes before b',
  ],
  [
    'values behind the last',
    (header) => {
      delete (header as Record<string, unknown>).b;
    },
    'its values end at',
  ],
  [
    'a shape that needs more',
    (header) => {
      header.b.shape = [2 ** 40, 2 ** 40];
    },
    'b (F32, 1099511627776 x 1099511627776) needs',
  ],
  [
    'an unknown type',
    (header) => {
      header.b.dtype = 'constructor';
    },
    'b is of the unknown type constructor',
  ],
])('%s is refused in one sentence', async (_name, edit, words) => {
  const folder = await temporaryFolder();
  await writeTensors(join(folder, 'model.safetensors'), TENSORS, edit);
  await expect(headerOf(folder)).rejects.toMatchObject({
    code: 'bad-pack',
    message: expect.stringMatching(
      /^Expected model\.safetensors to be a safetensors file, but .*; get it again\.$/,
    ),
  });
  await expect(headerOf(folder)).rejects.toThrow(words);
});

test.each<[string, Buffer, string]>([
  [
    'a header of 2^60 bytes',
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 16, 123, 125]),
    'claims 1152921504606846976 bytes',
  ],
  [
    'a header longer than the file',
    Buffer.from([200, 0, 0, 0, 0, 0, 0, 0, 123, 125]),
    'claims 200 bytes where',
  ],
  ['a header that is no JSON', Buffer.from([2, 0, 0, 0, 0, 0, 0, 0, 123, 123]), 'no JSON'],
  ['a header that is a list', Buffer.from([2, 0, 0, 0, 0, 0, 0, 0, 91, 93]), 'no JSON object'],
  ['three bytes', Buffer.from([1, 2, 3]), 'it has 3 bytes only'],
])('%s is refused in one sentence', async (_name, bytes, words) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'model.safetensors'), bytes);
  await expect(headerOf(folder)).rejects.toMatchObject({
    code: 'bad-pack',
    message: expect.stringContaining(words),
  });
});
