import { setTimeout as wait } from 'node:timers/promises';

/* A worker that takes 20 MB more every tenth of a second, and keeps them. It ends when whoever started it does. */
const taken: Buffer[] = [];
process.on('message', async () => {
  for (;;) {
    taken.push(Buffer.alloc(20e6, 1));
    await wait(100);
  }
});
process.on('disconnect', () => process.exit(0));
