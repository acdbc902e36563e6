import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { LAUNCHER } from '../cli/run-program.ts';

/*
 * Time for each photo of a batch, from the first to the last, and what a run takes on the disk:
 * `node test/bench/batch.ts --photos 1000 --width 640 --height 480`. The lines of `--json` are timed as they come.
 */

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '1000' },
    width: { type: 'string', default: '640' },
    height: { type: 'string', default: '480' },
    pack: { type: 'string', default: 'fastdepth' },
  },
});
const [count, width, height] = [values.photos, values.width, values.height].map(Number);

/** Blobs and noise that no two photos share. */
async function makePhoto(path: string, seed: number): Promise<void> {
  const small = Buffer.from(
    Uint8Array.from({ length: 12 * 9 * 3 }, (_, k) => ((k * 7919 + seed * 104729) >> 3) & 255),
  );
  await sharp(small, { raw: { width: 12, height: 9, channels: 3 } })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .jpeg({ quality: 90 })
    .toFile(path);
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(folder, { recursive: true }))
    bytes += await stat(join(folder, name)).then((at) => (at.isFile() ? at.size : 0));
  return bytes;
}

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

const folder = await mkdtemp(join(tmpdir(), 'depthroom-batch-'));
try {
  await mkdir(join(folder, 'in'));
  for (let k = 0; k < count; k++) await makePhoto(join(folder, 'in', `${String(k).padStart(5, '0')}.jpg`), k);
  const given = ['estimate', 'in', '--pack', values.pack, '-o', 'out', '--size', 'model', '--json'];
  const child = spawn(process.execPath, [LAUNCHER, ...given], {
    cwd: folder,
    env: { ...process.env, DEPTHROOM_HOME: join(folder, 'home') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const times = [performance.now()];
  const stages = new Map<string, number[]>();
  for await (const line of createInterface({ input: child.stdout })) {
    const item = JSON.parse(line);
    if (item.outcome !== 'done') continue;
    times.push(performance.now());
    for (const { name, milliseconds } of item.stages)
      stages.set(name, [...(stages.get(name) ?? []), milliseconds]);
  }
  console.log(
    `${count} photos of ${width} x ${height}, ${values.pack}; the first after ${Math.round(times[1] - times[0])} ms`,
  );
  console.log('| photos | median | mean |\n| --- | --- | --- |');
  for (const [from, to] of [
    [2, 10],
    [11, 100],
    [101, 300],
    [301, 600],
    [601, 1000],
  ]) {
    const part = times
      .slice(1)
      .slice(from - 1, to)
      .map((at, k) => at - times[from - 1 + k]);
    if (part.length === 0) continue;
    const mean = part.reduce((sum, each) => sum + each, 0) / part.length;
    console.log(
      `| ${from} to ${Math.min(to, count)} | ${Math.round(median(part))} ms | ${Math.round(mean)} ms |`,
    );
  }
  for (const [name, all] of stages) console.log(`${name}: median ${median(all).toFixed(1)} ms`);
  const project = join(folder, 'home', 'Default project');
  console.log(
    `on the disk for each photo: project ${Math.round((await bytesIn(project)) / count)} bytes (database ${Math.round((await stat(join(project, 'project.db'))).size / count)}), output ${Math.round((await bytesIn(join(folder, 'out'))) / count)}, photo ${Math.round((await bytesIn(join(folder, 'in'))) / count)}`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
