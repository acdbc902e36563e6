import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { table } from './report.ts';
import { makeTwelveMegapixels } from './twelve-megapixels.ts';

/*
 * What short commands and one photo cost the processor, all processes together, beside what Node and sharp cost alone. Part of `npm run bench --
 * meshes`; `npm run bench -- commands` measures it alone. Needs bash, which counts the time of processes that have ended.
 */
export const COMMAND_HEADING = '## A photo on the command line';

const ROUNDS = 7;
const ROOT = join(import.meta.dirname, '../..');
const LAUNCHER = join(ROOT, 'cli/depthroom.mjs');
const run = promisify(execFile);

/** As sharp is asked for a photo and for its pixels at another size: every pixel is decoded, none is left out by libjpeg. */
const bareDecode = (photo: string) => `
import sharp from ${JSON.stringify(import.meta.resolve('sharp'))};
const { data, info } = await sharp(${JSON.stringify(photo)}).raw().toBuffer({ resolveWithObject: true });
await sharp(data, { raw: info }).resize(288, 288, { fit: 'fill' }).raw().toBuffer();`;

/** Milliseconds of the processor that a command takes with all processes that it starts and waits for. */
async function processorMs(words: readonly string[], home: string): Promise<number> {
  const script = '"$@" > /dev/null && times';
  const environment = { ...process.env, DEPTHROOM_HOME: home };
  const { stdout } = await run('bash', ['-c', script, 'bash', process.execPath, ...words], {
    env: environment,
  });
  // The second line is of the children: user, then system, as 0m1.234s.
  const [user, system] = stdout.trim().split('\n')[1].split(' ').map(milliseconds);
  return user + system;
}

function milliseconds(text: string): number {
  const [minutes, seconds] = text.replace('s', '').split('m').map(Number);
  return 1000 * (60 * minutes + seconds);
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Measures all in turns, and answers with the section of docs/benchmarks.md. */
export async function commandSection(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'depthroom-commands-'));
  try {
    const photo = await makeTwelveMegapixels(join(folder, 'photo.jpg'));
    const home = join(folder, 'home');
    let count = 0;
    const fresh = () => join(folder, `fresh-${count++}`);
    const command = (...words: string[]) => [LAUNCHER, ...words];
    const decode = ['--input-type=module', '-e', bareDecode(photo)];
    // A project that can be listed, and everything compiled once.
    await processorMs(command('estimate', photo, '--pack', 'fastdepth', '-o', join(folder, 'first')), home);
    const estimate = async () => {
      const place = fresh();
      const words = command('estimate', photo, '--pack', 'fastdepth', '-o', join(place, 'out'));
      const found = await processorMs(words, join(place, 'home'));
      await rm(place, { recursive: true });
      return found;
    };
    const contestants: Record<string, () => Promise<number>> = {
      node: () => processorMs(['-e', '0'], home),
      decode: () => processorMs(decode, home),
      photos: () => processorMs(command('photos'), home),
      packs: () => processorMs(command('packs'), home),
      '--help': () => processorMs(command('--help'), home),
      '--version': () => processorMs(command('--version'), home),
      estimate,
    };
    // What is compiled is kept from the first time on, and the project is made.
    for (const measure of Object.values(contestants)) await measure();
    const found: Record<string, number[]> = {};
    for (let round = 0; round < ROUNDS; round++)
      for (const [name, measure] of Object.entries(contestants)) {
        found[name] ??= [];
        found[name].push(await measure());
      }
    return sectionOfMedians((name) => median(found[name]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function sectionOfMedians(of: (name: string) => number): string {
  const day = new Date().toISOString().slice(0, 10);
  const times = (name: string, unit: string) => `${(of(name) / of(unit)).toFixed(1)} x`;
  const row = (name: string, unit: string, asked: string) => [
    `\`${name}\``,
    `${of(name).toFixed(0)} ms`,
    times(name, unit),
    asked,
  ];
  return `${COMMAND_HEADING}

Made by \`npm run bench -- commands\` (${day}), and with the meshes: processor time of all processes together, medians of ${ROUNDS} rounds in which the
commands took turns, on ${cpus().length} cores (${cpus()[0].model}) with a load of ${loadavg()[0].toFixed(0)}, Node ${process.versions.node}. \`node -e 0\` takes ${of('node').toFixed(0)} ms; sharp decodes a
JPEG of 12 megapixels and resizes it to 288 pixels in ${of('decode').toFixed(0)} ms, Node's start included, where every pixel is asked for. \`estimate\` is of that photo
with FastDepth in a new data folder: its map of 48 MB, a picture of it and its record.

${table(
  ['command', 'processor', 'ratio', 'asked'],
  [
    row('photos', 'node', '10 x `node -e 0`'),
    row('packs', 'node', ''),
    row('--help', 'node', ''),
    row('--version', 'node', ''),
    row('estimate', 'decode', '5 x the decoding'),
  ],
)}

On 2026-11-27, in turns with what it was before, and before all others on the machine: \`estimate\` 917 ms (1,090 before), where the decoding took 137. Where
its time went, of 985 ms with a load of ten: starting Node twice and reading modules 225, of which sharp 30; opening a
new project, hashing and keeping its files and whatever else the command does 165; decoding the photo 55, its preview and thumbnail 60; the exact resize to
the network's size 75; checking the pack 20, the network and its session 75; the map at the window's size 55; the scale of the picture 70; both files 185.
Across all of that, page faults and the rest of the kernel's work take about 240 and V8's compiling and collecting beside about 120, since every loop runs for
the first time here. Tried, and not worth it: one file of all modules with its compiled code (3 to 5 % less), huge pages (less, and at times much more), other
flags of V8 (nothing).
`;
}
