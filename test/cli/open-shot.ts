import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { readExrChannel } from '../fixtures/read-exr.ts';
import { temporaryFolder } from '../open-engine.ts';
import { meanGraph, writePack } from '../synthetic-pack.ts';
import { LAUNCHER, runProgram } from './run-program.ts';

const [WIDTH, HEIGHT] = [48, 32];

/** A pack that calls near what is bright, on a scale that follows the exposure. */
export const { folder: PACK } = writePack(
  {
    system: 'disparity',
    id: 'bright',
    depth: { kind: 'disparity' },
    input: {
      shortSide: HEIGHT,
      multipleOf: 1,
      rule: 'lower-bound',
      mean: [0.5, 0.5, 0.5],
      std: [0.25, 0.25, 0.25],
    },
  },
  { model: meanGraph(1, 3) },
);

/** Writes frames of one scene, whose exposure and slope tell them apart. */
export async function writeShot(folder: string, frames: readonly (readonly [number, number])[], slope = 3) {
  await mkdir(folder);
  for (const [frame, gain] of frames) {
    const rgb = new Uint8Array(3 * WIDTH * HEIGHT);
    for (let p = 0; p < WIDTH * HEIGHT; p++)
      rgb.fill(Math.round(gain * (40 + slope * (p % WIDTH) + Math.floor(p / WIDTH))), 3 * p, 3 * p + 3);
    await sharp(rgb, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
      .png()
      .toFile(join(folder, `shot.${frame}.png`));
  }
}

/** Frames of one scene whose exposure changes: 1001, 1002, (no 1003), 1004 broken, 1005. */
export async function openShot() {
  const folder = await temporaryFolder();
  await writeShot(join(folder, 'in'), [
    [1001, 1],
    [1002, 1.02],
    [1005, 0.8],
  ]);
  await writeFile(join(folder, 'in', 'shot.1004.png'), 'no picture');
  const run = (...args: string[]) =>
    runProgram([LAUNCHER, ...args], { cwd: folder, home: join(folder, 'home') });
  const out = join(folder, 'out');
  const values = async (frame: number) =>
    readExrChannel(await readFile(join(out, `shot.${frame}.exr`)), 'Z').values;
  const record = async () => JSON.parse(await readFile(join(out, 'shot.sequence.json'), 'utf8'));
  return { folder, out, run, values, record };
}
