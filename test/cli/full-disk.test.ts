import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { mountDisk } from '../faults/long/conditions.ts';
import { SAMPLE, temporaryFolder } from '../open-engine.ts';
import { LAUNCHER, runProgram } from './run-program.ts';

const COUNT = 12;

const COMMANDS: [verb: string, ending: string, flags: string[]][] = [
  ['estimate', 'npy', []],
  ['export', 'exr', ['--format', 'exr']],
];

test.for(COMMANDS)(
  'a disk that fills while many photos are worked through ends it: %s',
  { timeout: 120_000 },
  async ([verb, ending, flags], context) => {
    const folder = await temporaryFolder();
    const [photos, out, home] = ['photos', 'out', 'home'].map((name) => join(folder, name));
    await mkdir(photos);
    for (let k = 0; k < COUNT; k++)
      await sharp(SAMPLE)
        .resize(600, 400)
        .modulate({ brightness: 1 + k / 20 })
        .toFile(join(photos, `p${String(k).padStart(2, '0')}.jpg`));
    const disk = await mountDisk(out, 4);
    if (!disk) return context.skip('mounting a small disk needs more rights than this user has');
    onTestFinished(disk.unmount);
    const words = [verb, photos, '--pack', 'fastdepth', '-o', out, ...flags];
    const at = { cwd: folder, home };
    const { code, stderr, stdout } = await runProgram([LAUNCHER, ...words, '--json'], at);
    expect(code).toBe(1);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const { summary } = lines[lines.length - 1];
    expect(summary).toMatchObject({ failed: 1, reused: 0 });
    expect(summary.done).toBeGreaterThan(0);
    expect(summary.done + summary.failed + summary.notTried).toBe(COUNT);
    expect(stderr).toMatch(
      /^depthroom: [^\n]+the disk is full[^\n]+\ndepthroom: Stopped there, since the others would fail the same way: \d+ photos were not tried, [^\n]+\n$/,
    );
    const names = await readdir(out);
    expect(names.filter((name) => name.endsWith(`.${ending}`))).toHaveLength(summary.done);
    expect(names).not.toContain('.depthroom-unfinished');
    // What was queued ahead waits for nobody.
    const queue = await runProgram([LAUNCHER, 'projects', 'queue', '--json'], at);
    expect(JSON.parse(queue.stdout)).toMatchObject({ running: 0, waiting: 0 });
  },
);
