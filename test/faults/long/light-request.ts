import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { seeded } from '../seeded.ts';
import { type Client, startServer } from './client.ts';
import { conclude, numbersTold, workingFolder } from './program.ts';

/*
 * How long a light request (a new name, the snapshot) takes beside heavy work on a photo of 24 megapixels, over the loopback server:
 * `node test/faults/long/light-request.ts --rounds 3 --seed 1`.
 */

const TARGET_MS = 50;
const PAUSE_MS = 25;
const [WIDTH, HEIGHT] = [6000, 4000];

const { rounds, seed } = numbersTold({ rounds: 1, seed: 1 });
const random = seeded(seed);
const { folder, remove } = await workingFolder();

/** A photo of 24 megapixels with detail, as JPEG. */
async function largePhoto(): Promise<string> {
  const small = Uint8Array.from({ length: 300 * 200 * 3 }, () => 256 * random());
  const path = join(folder, 'large.jpg');
  await sharp(small, { raw: { width: 300, height: 200, channels: 3 } })
    .resize(WIDTH, HEIGHT, { kernel: 'cubic' })
    .jpeg({ quality: 85 })
    .toFile(path);
  return path;
}

/** Light requests one after another for as long as the work goes on; how long each took, in milliseconds. */
async function beside({ call }: Client, photoId: string, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  let isOver = false;
  const working = work().finally(() => {
    isOver = true;
  });
  for (let k = 0; !isOver; k++) {
    const startedAt = performance.now();
    if (k % 2 === 0) await call('renamePhoto', { photoId, name: `photo ${k}.jpg` });
    else await call('snapshot', {});
    times.push(performance.now() - startedAt);
    await sleep(PAUSE_MS);
  }
  await working;
  return times;
}

function quantile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

const client = await startServer(join(folder, 'data'));
const { call, whenEnded } = client;
const photo = await client.importPhoto(await largePhoto(), 'large.jpg');
const estimate = async () => {
  const [run] = await call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  return whenEnded(run.id);
};
// What every process does once is not what is measured.
const first = await estimate();
const second = await estimate();
const works: Record<string, () => Promise<unknown>> = {
  nothing: () => sleep(2000),
  'a run': estimate,
  'a PNG': () => call('exportDepthImage', { runId: first.id, options: { format: 'png16' } } as never),
  'a point cloud': () => call('exportPointCloud', { runId: first.id, options: { format: 'ply' } } as never),
  'a mesh': () => call('exportMesh', { runId: first.id, options: { format: 'glb' } } as never),
  'a comparison': () =>
    call('compare', {
      photoId: photo.id,
      runIds: [first.id, second.id],
      reference: { runId: first.id },
    } as never),
  'an import': () => client.importPhoto(join(folder, 'large.jpg'), 'again.jpg'),
};
const faults: string[] = [];
const told: string[] = [];
/** Whether this machine answers in time where nothing else is asked of it: else it is busy with other things and says nothing. */
let isQuiet = true;
for (const [name, work] of Object.entries(works)) {
  const times: number[] = [];
  for (let k = 0; k < rounds; k++) times.push(...(await beside(client, photo.id, work)));
  const [median, high] = [quantile(times, 0.5), quantile(times, 0.95)];
  const line = `beside ${name} ${median.toFixed(1)} / ${high.toFixed(1)} / ${Math.max(...times).toFixed(0)} ms (${times.length})`;
  told.push(line);
  if (name === 'nothing') isQuiet = high < TARGET_MS;
  if (isQuiet && high >= TARGET_MS) faults.push(`the 95th percentile is not under ${TARGET_MS} ms: ${line}`);
}
await client.stop();
await remove();
if (!isQuiet) told.push('NOT JUDGED, since this machine is busy with other things');
const load = loadavg()[0].toFixed(1);
conclude(
  `light requests, median / 95th percentile / longest (requests), seed ${seed}, load ${load}: ${told.join(', ')}`,
  faults,
);
