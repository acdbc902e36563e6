import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// What one Node has compiled and freed of types is read by the next: half of what the commands and workers cost that tests start. It is the place
// where the command line keeps it, too.
process.env.NODE_COMPILE_CACHE ||= join(import.meta.dirname, 'node_modules/.cache/depthroom/compiled');

/** What needs neither disk nor processes of its own. */
const PURE = '{contract,renderer}/**/*.test.ts';

export default defineConfig({
  test: {
    // One more than there are cores: many tests wait for a page, a timer or a process, and a core is idle meanwhile.
    maxWorkers: availableParallelism() + 1,
    // A second, which is vitest's own, is less than a page takes for one answer where the machine has other work.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{contract,models,core,cli,electron,renderer,test}/**/*.test.ts'],
          exclude: ['test/browser/**', PURE],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'pure',
          include: [PURE],
          // A process for each of these files costs more than most of them do. They share one, but no module and no global of each other.
          isolate: false,
          setupFiles: ['test/own-modules.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
