import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/* Every long program once, at a size that fits into ten minutes on two processors: `npm run test:faults`. Each alone can be asked for more. */

const SIZES: Record<string, string[]> = {
  'layouts.ts': ['--count', '200'],
  'power-loss.ts': ['--count', '3'],
  'every-verb.ts': [],
  'kills.ts': ['--kills', '100', '--minutes', '2'],
  'mutations.ts': ['--count', '5000', '--minutes', '2'],
  'light-request.ts': ['--rounds', '1'],
  'soak.ts': ['--minutes', '2'],
};

const failed: string[] = [];
for (const [name, sizes] of Object.entries(SIZES)) {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const { status } = spawnSync(process.execPath, [path, ...sizes], {
    stdio: 'inherit',
  });
  if (status !== 0) failed.push(name);
}
console.log(failed.length === 0 ? 'no faults' : `faults in ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
