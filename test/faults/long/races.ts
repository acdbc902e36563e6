import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { oneOf, seeded } from '../seeded.ts';
import { brokenOutputs, checkAfterKill, fingerprint } from './check-after-kill.ts';
import type { Answer, Order } from './kill-target.ts';
import { conclude, numbersTold, workingFolder } from './program.ts';
import { makeScene } from './scene.ts';
import { VERB_NAMES, type VerbName } from './verbs.ts';

/*
 * Several engines on one project, each with several verbs at a time: what one keeps the others remove, bring back and remove for good, while
 * some are killed. `node test/faults/long/races.ts --rounds 20 --engines 3 --seed 1`
 */

const { rounds, engines, chains, verbs, seed } = numbersTold({
  rounds: 4,
  engines: 3,
  chains: 2,
  verbs: 12,
  seed: 1,
});
const random = seeded(seed);
const { folder, remove } = await workingFolder();
const scene = await makeScene(folder);
const person = await fingerprint(join(folder, 'person'));
const project = scene.projects[0];
const faults: string[] = [];
const outcomes = new Map<string, number>();
let goodFiles = 0;

/** Leaving the project would end the race. */
const RACING = VERB_NAMES.filter((name) => !['switch project', 'add pack', 'remove pack'].includes(name));
/** What is removed has to be made. */
const MAKING: readonly VerbName[] = ['import', 'import', 'estimate', 'truth', 'take depth', 'points'];

interface Racer {
  child: ChildProcess;
  isOver: Promise<void>;
}

const next = ({ child, isOver }: Racer) =>
  Promise.race([once(child, 'message').then(([words]) => words as Answer), isOver.then(() => null)]);

function start(): Racer {
  const child = fork(new URL('./kill-target.ts', import.meta.url), [], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.setMaxListeners(50);
  return { child, isOver: once(child, 'exit').then(() => undefined) };
}

async function stop({ child, isOver }: Racer, signal?: 'SIGKILL'): Promise<void> {
  if (signal) child.kill(signal);
  else if (child.connected) child.disconnect();
  await isOver;
}

/** One verb after another, until they are done or the process is gone. */
async function chain(racer: Racer): Promise<void> {
  for (let k = 0; k < verbs; k++) {
    const name = random() < 0.4 ? oneOf(random, MAKING) : oneOf(random, RACING);
    const token = Math.floor(random() * 2 ** 31);
    const order: Order = { order: 'verb', name, seed: token, token };
    const words = await ask(racer, order, token);
    if (words === null) return;
    if (words.answer === 'failed') faults.push(`${name}: ${words.why}`);
    if (words.answer !== 'done') continue;
    const what = `${name} ${words.outcome}`;
    outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
    if (words.raw) faults.push(`${name}: ${words.raw}`);
  }
}

/** Asks, and waits for the answer to this very question. */
function ask({ child, isOver }: Racer, order: Order, token: number): Promise<Answer | null> {
  const { promise, resolve } = Promise.withResolvers<Answer | null>();
  const listen = (words: Answer & { token?: number }) => {
    if (words.token === token) resolve(words);
  };
  child.on('message', listen);
  child.send(order, () => {});
  return Promise.race([promise, isOver.then(() => null)]).finally(() => child.off('message', listen));
}

async function race(round: number): Promise<void> {
  const racers = Array.from({ length: engines }, start);
  for (const racer of racers) await next(racer);
  for (const racer of racers) {
    const opened = next(racer);
    racer.child.send({ order: 'open', scene, projectFolder: project } satisfies Order);
    const words = await opened;
    if (words?.answer !== 'opened') faults.push(`round ${round}: not opened: ${JSON.stringify(words)}`);
  }
  const all = racers.flatMap((racer) => Array.from({ length: chains }, () => chain(racer)));
  // Every other round ends in the middle of what one of them does.
  if (round % 2 === 1) {
    await all[0];
    await stop(racers[0], 'SIGKILL');
  }
  await Promise.all(all);
  for (const racer of racers.slice(round % 2)) await stop(racer);
  const checked = await checkAfterKill(project);
  goodFiles += checked.goodFiles;
  faults.push(
    ...[...checked.faults, ...(await brokenOutputs(scene.output))].map((each) => `round ${round}: ${each}`),
  );
  if (checked.unknownFiles > 0)
    faults.push(`round ${round}: ${checked.unknownFiles} files wait without a row`);
  if ((await fingerprint(join(folder, 'person'))) !== person)
    faults.push('the files of the person were touched');
}

for (let round = 0; round < rounds; round++) await race(round);
await remove();
const list = [...outcomes]
  .sort()
  .map(([name, count]) => `${name} ${count}`)
  .join(', ');
conclude(
  `races: ${rounds} rounds of ${engines} engines, seed ${seed} (${list}); ${goodFiles} files read whole`,
  faults,
);
