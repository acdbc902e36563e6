import { fileURLToPath } from 'node:url';
import { createEngine } from '../../core/host/engine.ts';
import { forkWorker } from '../../core/host/fork-worker.ts';

/** A process that imports a photo and removes it for good, over and over, until it is killed. */
const [dataFolder, path] = process.argv.slice(2);
const engine = await createEngine({
  dataFolder,
  resourcesFolder: fileURLToPath(new URL('../../resources', import.meta.url)),
  startWorker: () => forkWorker(),
});
process.send?.('started');
for (;;) {
  const { id } = await engine.local('importPhoto', { path, name: 'tiny.png' });
  await engine.call('removePhotos', { photoIds: [id] }).catch(() => undefined);
  await engine.call('emptyTrash', {});
}
