import { join } from 'node:path';
import { losePower } from '../play-power-loss.ts';
import { seeded } from '../seeded.ts';
import { conclude, numbersTold, workingFolder } from './program.ts';

/* The power lost after every single write, rename and fsync of a project's work: `node test/faults/long/power-loss.ts --count 20 --seed 1`. */

const { count, seed } = numbersTold({ count: 5, seed: 1 });
const { folder, remove } = await workingFolder();
const faults: string[] = [];
let operations = 0;
let states = 0;
for (let k = 0; k < count; k++) {
  const lost = await losePower(join(folder, `${k}`), seeded(seed * 1_000_000 + k), {
    rounds: 3,
    atRandom: 16,
  });
  operations += lost.operations;
  states += lost.states;
  faults.push(...lost.faults.map((fault) => `history ${k}: ${fault}`));
}
await remove();
conclude(
  `power loss: ${count} histories, ${operations} moments, ${states} states that may be left, seed ${seed}`,
  faults,
);
