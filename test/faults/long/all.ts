import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { numbersTold } from './program.ts';

/*
 * Every long program once, at a size that fits into ten minutes on two processors: `npm run test:faults`. Each alone can be asked for more;
 * FAULTS_PART=0.5 makes all of them half as long.
 */

const { part } = numbersTold({ part: 1 });

/** Of the numbers that grow with the time that a program takes. */
const SIZES: Record<string, Record<string, number>> = {
  'layouts.ts': { count: 200 },
  'power-loss.ts': { count: 3 },
  'every-verb.ts': {},
  'races.ts': { rounds: 2 },
  'kills.ts': { kills: 100, minutes: 2 },
  'mutations.ts': { count: 5000, minutes: 2 },
  'light-request.ts': { rounds: 1 },
  'soak.ts': { minutes: 2 },
};

const failed: string[] = [];
for (const [name, sizes] of Object.entries(SIZES)) {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const flags = Object.entries(sizes).flatMap(([flag, size]) => [
    `--${flag}`,
    `${flag === 'minutes' ? part * size : Math.max(1, Math.round(part * size))}`,
  ]);
  const { status } = spawnSync(process.execPath, [path, ...flags], {
    stdio: 'inherit',
  });
  if (status !== 0) failed.push(name);
}
console.log(failed.length === 0 ? 'no faults' : `faults in ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
