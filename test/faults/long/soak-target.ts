import { setFlagsFromString, writeHeapSnapshot } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { serveOnLoopback } from '../../../cli/app/loopback.ts';
import { createEngine } from '../../../core/host/engine.ts';
import { forkWorker } from '../../../core/host/fork-worker.ts';
import { createHandler } from '../../../core/host/http.ts';
import { RESOURCES } from '../../paths.ts';

/*
 * An engine behind the loopback server, as `depthroom serve` has it, that says where it is and how to get in. Asked for its memory, it
 * answers with what is alive after a collection; asked for a snapshot, it writes its heap to that path.
 */
const engine = await createEngine({
  dataFolder: process.argv[2],
  resourcesFolder: RESOURCES,
  startWorker: () => forkWorker(),
});
const { origin, secret } = await serveOnLoopback(createHandler(engine, process.argv[2]), { port: 0 });
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
process.on('message', ({ snapshot }: { snapshot?: string }) => {
  collect();
  if (snapshot) writeHeapSnapshot(snapshot);
  process.send?.(process.memoryUsage());
});
process.on('disconnect', () => process.exit());
process.send?.({ origin, secret });
