import { execFile, spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import exifr from 'exifr';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readExifTags } from '../../core/formats/tiff/read-tags.ts';
import { makeJpeg } from '../fixtures/camera-photos.ts';
import { temporaryFolder } from '../open-engine.ts';
import { LAUNCHER, runProgram } from './run-program.ts';

const GPS = 0x8825;

test('the place stays out of files until somebody says otherwise, once and for all', async () => {
  const folder = await temporaryFolder();
  const run = (...args: string[]) =>
    runProgram([LAUNCHER, ...args], { cwd: folder, home: join(folder, 'home') });
  await writeFile(join(folder, 'boats.jpg'), await makeJpeg(96, 80));
  const exported = async (name: string, ...flags: string[]) => {
    const { code, stderr } = await run('export', 'boats.jpg', '--pack', 'fastdepth', '-o', name, ...flags);
    expect(code).toBe(0);
    const { exif } = await sharp(await readFile(join(folder, name))).metadata();
    const tags = exif ? await readExifTags(exif) : new Map();
    return { hasPlace: tags.has(GPS), stderr };
  };
  const first = await exported('first.png');
  expect(first.hasPlace).toBe(false);
  expect(first.stderr).toContain('says where it was taken, which does not go along');
  expect((await exported('stated.png', '--place')).hasPlace).toBe(true);
  expect((await run('place', 'with')).stdout).toContain('The place goes along.');
  const kept = await exported('kept.png');
  expect(kept.hasPlace).toBe(true);
  expect(kept.stderr).not.toContain('taken');
  expect((await exported('against.png', '--no-place')).hasPlace).toBe(false);
  expect((await run('place', 'without')).stdout).toContain('does not go along');
  const last = await exported('last.png');
  expect(last.hasPlace).toBe(false);
  expect(last.stderr).not.toContain('taken');
});

test('folders, sequences and estimates go by the same answer', async () => {
  const folder = await temporaryFolder();
  const run = (...args: string[]) =>
    runProgram([LAUNCHER, ...args], { cwd: folder, home: join(folder, 'home') });
  await mkdir(join(folder, 'in'));
  // Of one size, and yet two files: one has a byte behind its end.
  const frame = await makeJpeg(48, 64);
  await writeFile(join(folder, 'in', 'shot.0001.jpg'), frame);
  await writeFile(join(folder, 'in', 'shot.0002.jpg'), Buffer.concat([frame, Buffer.of(0)]));
  const places = async (out: string) => {
    const names = (await readdir(join(folder, out))).filter((name) => /\.(?:png|tif)$/.test(name)).sort();
    expect(names.length).toBeGreaterThan(1);
    const read = async (name: string) =>
      (await exifr.parse(join(folder, out, name), { gps: true }))?.latitude ?? null;
    return Promise.all(names.map(read));
  };
  const done = async (...args: string[]) => {
    const { code, stderr } = await run(...args, '--pack', 'fastdepth');
    expect(code, stderr).toBe(0);
    return stderr.split('\n').filter((line) => line.includes('says where it was taken')).length;
  };
  const batch = ['export', 'in', '--format', 'png16', '-o'];
  const sequence = ['sequence', 'in/shot.####.jpg', '--as', 'png16', '--as', 'tiff16', '-o'];
  // Nobody has said anything: told once, however many photos there are, and nothing goes along.
  expect(await done(...batch, 'silent')).toBe(1);
  expect(await places('silent')).toEqual([null, null]);
  expect(await done(...sequence, 'silent-frames')).toBe(1);
  expect(await places('silent-frames')).toEqual([null, null, null, null]);

  await run('place', 'with');
  expect(await done(...batch, 'with')).toBe(0);
  expect(await places('with')).toEqual([47.5, 47.5]);
  expect(await done(...sequence, 'with-frames')).toBe(0);
  expect(await places('with-frames')).toEqual([47.5, 47.5, 47.5, 47.5]);
  // A picture to look at never says it.
  await done('estimate', 'in', '-o', 'estimates');
  expect(await places('estimates')).toEqual([null, null]);
  // What is said for one command goes before what is kept.
  await done(...sequence, 'stated', '--no-place');
  expect(await places('stated')).toEqual([null, null, null, null]);
});

/** Runs a command at a terminal of its own, and presses keys once it asks. */
const AT_TERMINAL = `
import os, pty, sys, time
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[2], sys.argv[2:])
said, pressed = b"", False
while True:
    try:
        read = os.read(terminal, 4096)
    except OSError:
        break
    if not read:
        break
    said += read
    if not pressed and b"[y/N]" in said:
        pressed = True
        time.sleep(0.3)
        os.write(terminal, bytes.fromhex(sys.argv[1]))
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
print(said.decode(errors="replace"))
sys.exit(code if code >= 0 else 128 - code)
`;

const hasTerminal = spawnSync('python3', ['-c', 'import pty']).status === 0;

test.skipIf(!hasTerminal)('whoever is asked may say stop, or nothing; nothing is kept then', async () => {
  const folder = await temporaryFolder();
  const home = join(folder, 'home');
  await writeFile(join(folder, 'boats.jpg'), await makeJpeg(48, 64));
  const pressed = (keys: string, out: string) =>
    new Promise<{ code: number | null; said: string }>((resolve) => {
      const command = [LAUNCHER, 'export', 'boats.jpg', '--pack', 'fastdepth', '-o', out];
      const child = execFile(
        'python3',
        ['-c', AT_TERMINAL, Buffer.from(keys).toString('hex'), process.execPath, ...command],
        { cwd: folder, env: { ...process.env, DEPTHROOM_HOME: home } },
        (_error, said) => resolve({ code: child.exitCode, said }),
      );
    });
  const files = async () => (await readdir(folder)).filter((name) => name.endsWith('.png'));
  const place = async () =>
    JSON.parse((await runProgram([LAUNCHER, 'place', '--json'], { cwd: folder, home })).stdout);
  const stopped = await pressed('\x03', 'stopped.png');
  expect([stopped.code, await files()]).toEqual([130, []]);
  expect(stopped.said).toContain('depthroom: Stopped');
  const silent = await pressed('\x04', 'silent.png');
  expect([silent.code, await files()]).toEqual([0, ['silent.png']]);
  expect(silent.said).toContain('which does not go along');
  expect(await place()).toEqual({ place: null });
  expect((await pressed('y\r', 'with.png')).code).toBe(0);
  expect(await place()).toEqual({ place: true });
});
