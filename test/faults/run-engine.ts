import { createEngine } from '../../core/host/engine.ts';
import { forkWorker } from '../../core/host/fork-worker.ts';
import { RESOURCES, SAMPLE } from '../paths.ts';

/* Opens the project of a data folder, queues runs of one photo, and says so when the first of them is at work. Then it waits to be killed. */
const engine = await createEngine({
  dataFolder: process.argv[2],
  resourcesFolder: RESOURCES,
  startWorker: () => forkWorker(),
});
const photo = await engine.local('importPhoto', { path: SAMPLE, name: 'coffee.png' });
engine.subscribe(async (event) => {
  if (event.event !== 'changes') return;
  const { runs } = await engine.call('snapshot', {});
  if (runs.some(({ state }) => state === 'running')) console.log(JSON.stringify(runs.map(({ id }) => id)));
});
// More than an engine computes before it is killed.
const packIds = Array.from({ length: 12 }, () => 'fastdepth');
await engine.call('estimate', { photoIds: [photo.id], packIds });
