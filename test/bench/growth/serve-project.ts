import { createInterface } from 'node:readline';
import { serveOnLoopback } from '../../../cli/app/loopback.ts';
import { createEngine } from '../../../core/host/engine.ts';
import { forkWorker } from '../../../core/host/fork-worker.ts';
import { createHandler } from '../../../core/host/http.ts';
import { RESOURCES } from '../../paths.ts';

/*
 * Serves a project in a process of its own, and answers lines with what it has used so far: `address` with a fresh address of the page,
 * `facts` with memory and processor time, `rename <id> <name>` with a change, `end`.
 */
const [dataFolder, projectFolder, pageFolder] = process.argv.slice(2);
const startedAt = performance.now();
const engine = await createEngine({
  dataFolder,
  projectFolder,
  resourcesFolder: RESOURCES,
  startWorker: () => forkWorker(),
});
const openMs = performance.now() - startedAt;
const served = await serveOnLoopback(createHandler(engine, pageFolder), { port: 0 });
answer({ openMs, origin: served.origin, secret: served.secret });

for await (const line of createInterface({ input: process.stdin })) {
  const [word, ...rest] = line.split(' ');
  if (word === 'address') answer({ address: served.newAddress() });
  else if (word === 'rename') {
    await engine.call('renamePhoto', { photoId: rest[0], name: rest[1] });
    answer({});
  } else if (word === 'facts') {
    const { user, system } = process.cpuUsage();
    const { maxRSS } = process.resourceUsage();
    answer({
      processorMs: (user + system) / 1000,
      peakBytes: maxRSS * 1024,
      residentBytes: process.memoryUsage().rss,
    });
  } else break;
}
await served.close();
await engine.close();

function answer(facts: object): void {
  process.stdout.write(`${JSON.stringify(facts)}\n`);
}
