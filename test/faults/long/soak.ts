import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { toFailure } from '../../../contract/errors.ts';
import { oneOf, seeded } from '../seeded.ts';
import { slopeOf } from '../slope.ts';
import { type Client, startServer } from './client.ts';
import { conclude, numbersTold, workingFolder } from './program.ts';
import { makeScene } from './scene.ts';
import { type Alive, askAlive, look, type Sample } from './soak-samples.ts';

/*
 * A server under a steady mix of work for a long time: `node test/faults/long/soak.ts --minutes 60 --seed 1`. In the second half of it,
 * neither memory nor open files may rise: zero must lie in the 95 % interval of the slope, or above it. What is alive after a collection is
 * asked once a minute; SOAK_SNAPSHOTS is a folder for snapshots of the heap after a third and at the end, SOAK_SAMPLES a file for all samples.
 */

const { minutes, seed } = numbersTold({ minutes: 60, seed: 1 });
const SAMPLE_MS = 2_000;
const ALIVE_MS = 60_000;
/** A heap grows to its size for longer than the first half of a short soak: its slope is told there, and judged from here on. */
const HEAP_MINUTES = 30;
const random = seeded(seed);
const { folder, remove } = await workingFolder();
const scene = await makeScene(folder);
const client = await startServer(scene.dataFolder);
const faults: string[] = [];
const startedAt = performance.now();
const endsAt = startedAt + minutes * 60_000;
const hoursNow = () => (performance.now() - startedAt) / 3_600_000;
const samples: Sample[] = [];
const alive: Alive[] = [];

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
  while (performance.now() < endsAt) {
    samples.push(await look(Number(client.child.pid), hoursNow()));
    await sleep(SAMPLE_MS);
  }
}

async function sampleAlive(): Promise<void> {
  const { SOAK_SNAPSHOTS: snapshots } = process.env;
  let early = snapshots && `${snapshots}/early.heapsnapshot`;
  while (performance.now() < endsAt) {
    const isEarly = hoursNow() > minutes / 180;
    alive.push(await askAlive(client.child, hoursNow(), isEarly ? early : undefined));
    if (isEarly) early = undefined;
    await sleep(Math.min(ALIVE_MS, (minutes * 60_000) / 30));
  }
  if (snapshots) await askAlive(client.child, hoursNow(), `${snapshots}/late.heapsnapshot`);
}

const sampling = Promise.all([sample(), sampleAlive()]);
let rounds = 0;
while (performance.now() < endsAt) {
  await round(client).catch((thrown) => faults.push(`round ${rounds}: ${toFailure(thrown).message}`));
  if (faults.length > 20) break;
  rounds++;
}
await sampling;
await client.stop();
await remove();

if (process.env.SOAK_SAMPLES) await writeFile(process.env.SOAK_SAMPLES, JSON.stringify({ samples, alive }));

/** The slope in the second half, in words; a fault where it rises and is judged. */
function judge<Of extends string>(
  all: readonly ({ hours: number } & Record<Of, number>)[],
  of: Of,
  words: string,
  isJudged: boolean,
): string {
  const half = all.slice(Math.floor(all.length / 2));
  const { perUnit, halfWidth } = slopeOf(half.map((sample) => ({ x: sample.hours, y: sample[of] })));
  const values = half.map((sample) => sample[of]);
  const line = `${words} ${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}, slope ${perUnit.toFixed(1)} ± ${halfWidth.toFixed(1)} an hour`;
  if (isJudged && perUnit > halfWidth) faults.push(`it rises: ${line}`);
  return isJudged ? line : `${line} (not judged under ${HEAP_MINUTES} minutes)`;
}

const isLong = minutes >= HEAP_MINUTES;
const words = [
  judge(samples, 'descriptors', 'descriptors', true),
  judge(samples, 'server', 'MB resident', isLong),
  judge(samples, 'workers', 'MB of workers', isLong),
  judge(alive, 'heap', 'MB alive in the heap', isLong),
  judge(alive, 'external', 'MB alive outside of it', isLong),
];
conclude(
  `soak: ${minutes} minutes, ${rounds} rounds, seed ${seed}; second half: ${words.join('; ')}`,
  faults,
);
