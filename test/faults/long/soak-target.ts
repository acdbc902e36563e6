import { serveOnLoopback } from '../../../cli/app/loopback.ts';
import { createEngine } from '../../../core/host/engine.ts';
import { forkWorker } from '../../../core/host/fork-worker.ts';
import { createHandler } from '../../../core/host/http.ts';
import { RESOURCES } from '../../paths.ts';

/* An engine behind the loopback server, as `depthroom serve` has it, that says where it is and how to get in. */
const engine = await createEngine({
  dataFolder: process.argv[2],
  resourcesFolder: RESOURCES,
  startWorker: () => forkWorker(),
});
const { origin, secret } = await serveOnLoopback(createHandler(engine, process.argv[2]), { port: 0 });
process.send?.({ origin, secret });
process.on('disconnect', () => process.exit());
