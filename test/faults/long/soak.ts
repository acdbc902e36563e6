import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toFailure } from '../../../contract/errors.ts';
import { oneOf, seeded } from '../seeded.ts';
import { slopeOf } from '../slope.ts';
import { type Client, startServer } from './client.ts';
import { conclude, numbersTold, workingFolder } from './program.ts';
import { makeScene } from './scene.ts';

/*
 * A server under a steady mix of work for a long time: `node test/faults/long/soak.ts --minutes 60 --seed 1`. After the first fifth of
 * it, neither its memory nor its open files may rise or fall: zero must lie in the 95 % interval of the slope.
 */

const { minutes, seed } = numbersTold({ minutes: 60, seed: 1 });
const SAMPLE_MS = 2_000;
/** A heap grows to its size for longer than the first fifth of a short soak: its slope is told there, and judged from here on. */
const HEAP_MINUTES = 30;
const random = seeded(seed);
const { folder, remove } = await workingFolder();
const scene = await makeScene(folder);
const client = await startServer(scene.dataFolder);
const faults: string[] = [];
const endsAt = performance.now() + minutes * 60_000;
const samples: { hours: number; megabytes: number; descriptors: number }[] = [];

/** One round: a photo comes, is estimated, exported, looked at, removed, and is gone for good. */
async function round({ call, importPhoto, whenEnded, get }: Client): Promise<void> {
  const photo = await importPhoto(oneOf(random, scene.photos), 'photo.png');
  const [queued] = await call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  const run = await whenEnded(queued.id);
  if (run.state !== 'done') throw new Error(`a run ended as ${run.state}`);
  await get(`files/${photo.files.preview}`);
  await get(`files/${run.result?.view.file}`);
  const kept = await call('exportDepthImage', { runId: run.id, options: { format: 'png16' } } as never);
  await get(`exports/${kept.id}`);
  await call('exportPointCloud', { runId: run.id, options: { format: 'ply', size: 'model' } });
  await call('removePhotos', { photoIds: [photo.id] });
  await call('emptyTrash', {});
}

async function sample(): Promise<void> {
  const startedAt = performance.now();
  const place = `/proc/${client.child.pid}`;
  while (performance.now() < endsAt) {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(await readFile(join(place, 'status'), 'utf8')) ?? [];
    const descriptors = (await readdir(join(place, 'fd'))).length;
    const hours = (performance.now() - startedAt) / 3_600_000;
    samples.push({ hours, megabytes: Number(kilobytes) / 1000, descriptors });
    await sleep(SAMPLE_MS);
  }
}

const sampling = sample();
let rounds = 0;
while (performance.now() < endsAt) {
  await round(client).catch((thrown) => faults.push(`round ${rounds}: ${toFailure(thrown).message}`));
  if (faults.length > 20) break;
  rounds++;
}
await sampling;
await client.stop();
await remove();

const steady = samples.slice(Math.floor(samples.length / 5));
const words = (['megabytes', 'descriptors'] as const).map((of) => {
  const { perUnit, halfWidth } = slopeOf(steady.map(({ hours, [of]: y }) => ({ x: hours, y })));
  const values = steady.map(({ [of]: y }) => y);
  const line = `${of} ${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}, slope ${perUnit.toFixed(1)} ± ${halfWidth.toFixed(1)} an hour`;
  const isJudged = of === 'descriptors' || minutes >= HEAP_MINUTES;
  if (isJudged && Math.abs(perUnit) > halfWidth) faults.push(`zero is not in the interval: ${line}`);
  return isJudged ? line : `${line} (not judged under ${HEAP_MINUTES} minutes)`;
});
conclude(
  `soak: ${minutes} minutes, ${rounds} rounds, ${steady.length} samples, seed ${seed}; ${words.join('; ')}`,
  faults,
);
