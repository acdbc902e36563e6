import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { serveOnLoopback } from '../../../cli/app/loopback.ts';
import { createEngine } from '../../../core/host/engine.ts';
import { forkWorker } from '../../../core/host/fork-worker.ts';
import { createHandler } from '../../../core/host/http.ts';
import { peakMemoryInBytes } from '../../../core/tasks/peak-memory.ts';
import { RESOURCES } from '../../paths.ts';

/*
 * Serves a project in a process of its own, and answers lines with what it has used so far: `address` with a fresh address of the page,
 * `facts` with memory and processor time, `rename <id> <name>` with a change, `checked` once it was read through, `end`.
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
  } else if (word === 'checked') answer({ checkedMs: await whenChecked() });
  else if (word === 'facts') {
    const { user, system } = process.cpuUsage();
    answer({
      processorMs: (user + system) / 1000,
      // What the kernel counts for a child begins with the memory of the program that started it.
      peakBytes: peakMemoryInBytes(),
      residentBytes: process.memoryUsage().rss,
    });
  } else break;
}
await served.close();
await engine.close();

function answer(facts: object): void {
  process.stdout.write(`${JSON.stringify(facts)}\n`);
}

/** Until the project was read through, if it has to be: milliseconds since it was opened. */
async function whenChecked(): Promise<number> {
  const openedAt = startedAt + openMs;
  for (;;) {
    const reader = engine.readEvents();
    const event = await reader.next();
    reader.close();
    const isChecking = event?.event === 'changes' && event.state?.queue.isChecking === true;
    if (!isChecking) break;
    await sleep(100);
  }
  const checkedMs = performance.now() - openedAt;
  // Small ones are known at once, and their rows a moment later.
  await sleep(1_500);
  return checkedMs;
}
