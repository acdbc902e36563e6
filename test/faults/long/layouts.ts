import { join } from 'node:path';
import { tryLayout } from '../layouts.ts';
import { conclude, numbersTold, workingFolder } from './program.ts';

/* Random folders with files of somebody else, opened and worked in as projects: `node test/faults/long/layouts.ts --count 200 --seed 1`. */

const { count, seed } = numbersTold({ count: 200, seed: 1 });
const { folder, remove } = await workingFolder();
const faults: string[] = [];
const outcomes: Record<string, number> = {};
let files = 0;
for (let layout = seed * 1_000_000; layout < seed * 1_000_000 + count; layout++) {
  const { outcome, before, after } = await tryLayout(layout, join(folder, `${layout}`));
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  files += Object.keys(before).length;
  for (const [name, content] of Object.entries(before))
    if (after[name] !== content) faults.push(`layout ${layout} (${outcome}): ${name} was touched`);
}
if (outcomes.internal) faults.push(`${outcomes.internal} folders ended in a failure of our own`);
await remove();
const ways = Object.entries(outcomes)
  .map(([outcome, times]) => `${times} ${outcome}`)
  .join(', ');
conclude(`layouts: ${count} folders with ${files} files of somebody else, seed ${seed} (${ways})`, faults);
