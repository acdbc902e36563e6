import { expect, test } from 'vitest';
import { DepthroomError } from '../../contract/errors.ts';
import { depthFiles } from '../../test/fixtures/depth-files.ts';
import { readExr } from './exr/read-exr.ts';
import { readNpyPlane } from './read-npy.ts';
import { readZip } from './read-zip.ts';
import { readTiff } from './tiff/read-tiff.ts';

type Format = Parameters<typeof depthFiles>[0];

const READERS: Record<Format, (bytes: Buffer) => unknown> = {
  npy: (bytes) => readNpyPlane(bytes, 'x'),
  npz: (bytes) => readZip(bytes, 'x').map((entry) => [entry.head(), entry.bytes()]),
  exr: (bytes) => readExr(bytes, 'x', () => 0),
  tiff: (bytes) => readTiff(bytes, 'x'),
};
const MUTATIONS = 40;
/** Of the processor, which other tests do not lengthen. */
const MOST_MILLISECONDS = 1000;

/** The same numbers in every run, so that a failure can be seen again (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** A few bytes changed, mostly in the header, or the end cut off. */
function mutated(file: Buffer, random: (below: number) => number): Buffer {
  const copy = Buffer.from(file);
  if (random(5) === 0) return copy.subarray(0, random(copy.length));
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const at = random(random(2) === 0 ? Math.min(400, copy.length) : copy.length);
    copy[at] = [0, 1, 0x7f, 0x80, 0xff, random(256)][random(6)];
  }
  return copy;
}

test.each(
  Object.keys(READERS) as Format[],
)('damaged files (%s) are read or refused with a sentence, within a second of work', {
  timeout: 60_000,
}, async (format) => {
  const random = createRandom(1);
  let refused = 0;
  for (const { name, file } of depthFiles(format))
    for (let round = 0; round < MUTATIONS; round++) {
      const bytes = mutated(file, random);
      const start = process.cpuUsage();
      const failure = await Promise.resolve(bytes)
        .then(READERS[format])
        .then(
          () => null,
          (thrown) => thrown,
        );
      expect(process.cpuUsage(start).user / 1000, `${name}, round ${round}`).toBeLessThan(MOST_MILLISECONDS);
      if (failure === null) continue;
      refused++;
      expect(failure, `${name}, round ${round}`).toBeInstanceOf(DepthroomError);
    }
  expect(refused).toBeGreaterThan(MUTATIONS);
});
