import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { oneOf, seeded } from '../seeded.ts';
import { brokenOutputs, brokenPacks, checkAfterKill, fingerprint } from './check-after-kill.ts';
import type { Answer, Order, RowIds } from './kill-target.ts';
import { conclude, numbersTold, workingFolder } from './program.ts';
import { makeScene } from './scene.ts';
import { isRemoval, VERB_NAMES, type VerbName } from './verbs.ts';

/*
 * An engine that is killed at random moments of random verbs, and its projects checked each time:
 * `node test/faults/long/kills.ts --kills 1000 --minutes 30 --seed 1`, whichever is over first.
 */

const { kills, minutes, seed } = numbersTold({ kills: 40, minutes: 3, seed: 1 });
const random = seeded(seed);
const { folder, remove } = await workingFolder();
const scene = await makeScene(folder);
const person = await fingerprint(join(folder, 'person'));
const faults: string[] = [];
const counts = new Map<string, number>();
const usualMs = new Map<string, number>();
let checks = 0;
let goodFiles = 0;
let unknownFiles = 0;
let projectFolder = scene.projects[0];
/** The rows that the engine last said are there. */
const acknowledged = new Map<string, string[]>();
const deadEngines = new Set<string>();

interface Target {
  child: ChildProcess;
  isWarm: Promise<unknown>;
  next(): Promise<Answer | null>;
}

function startTarget(): Target {
  const child = fork(new URL('./kill-target.ts', import.meta.url), [], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => null);
  const next = () =>
    Promise.race([
      once(child, 'message').then(([words]) => words as Answer),
      ended,
      sleep(60_000, null, { ref: false }),
    ]);
  return { child, isWarm: next(), next };
}

/** The process alone, or with its workers: they hear of it by themselves. */
async function kill({ child }: Target): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  if (random() < 0.5) process.kill(-(child.pid ?? 0), 'SIGKILL');
  else child.kill('SIGKILL');
  await ended;
}

const tell = ({ child }: Target, order: Order) => child.send(order, () => {});

/** Gives an order; where it is to be killed, that happens at a random moment of what it usually takes. Null where it was. */
async function give(
  target: Target,
  order: Order,
  name: string,
  isToBeKilled: boolean,
): Promise<Answer | null> {
  const startedAt = performance.now();
  const answered = target.next();
  tell(target, order);
  if (!isToBeKilled) {
    const words = await answered;
    const took = performance.now() - startedAt;
    // What has nothing to do says nothing about how long it takes.
    if (words?.answer !== 'done' || words.outcome === 'done')
      usualMs.set(name, 0.7 * (usualMs.get(name) ?? took) + 0.3 * took);
    if (words === null) faults.push(`${name}: no answer within a minute, or the process ended by itself`);
    return words;
  }
  const early = await Promise.race([answered, sleep(random() * 1.2 * (usualMs.get(name) ?? 300), null)]);
  await kill(target);
  counts.set(name, (counts.get(name) ?? 0) + 1);
  return early?.answer === 'done' ? early : null;
}

function note({ folder: at, ids }: RowIds): void {
  acknowledged.set(at, ids);
  projectFolder = at;
}

/** Everything that was acknowledged is there, everything that is there is whole, and nobody else's files were touched. */
async function check(name: string, verb: VerbName | null): Promise<void> {
  const found = [
    ...(await brokenOutputs(scene.output)),
    ...(await brokenPacks(join(scene.dataFolder, 'models'))),
  ];
  unknownFiles = 0;
  for (const project of scene.projects) {
    if (!existsSync(join(project, 'project.db'))) continue;
    const checked = await checkAfterKill(project);
    found.push(...checked.faults);
    goodFiles += checked.goodFiles;
    unknownFiles += checked.unknownFiles;
    for (const id of checked.engines) deadEngines.add(id);
    const missing = (acknowledged.get(project) ?? []).filter((id) => !checked.ids.has(id));
    const isExplained = verb !== null && isRemoval(verb) && missing.every((id) => checked.inTrash.has(id));
    if (missing.length > 0 && !isExplained)
      found.push(`${missing.length} rows that were acknowledged are gone`);
    acknowledged.set(project, [...checked.ids]);
  }
  if ((await fingerprint(join(folder, 'person'))) !== person)
    found.push('the files of the person were touched');
  const recent = join(scene.dataFolder, 'recent-projects.json');
  if (existsSync(recent)) JSON.parse(await readFile(recent, 'utf8'));
  checks++;
  faults.push(...found.map((fault) => `kill ${checks} in "${name}": ${fault}`));
}

/** One life of an engine, from its opening to its end. */
async function live(target: Target): Promise<void> {
  await target.isWarm;
  const opening: Order = { order: 'open', scene, projectFolder };
  const opened = await give(target, opening, 'open', usualMs.has('open') && random() < 0.15);
  if (opened?.answer !== 'opened') {
    if (opened) faults.push(`a project could not be opened: ${JSON.stringify(opened)}`);
    await kill(target);
    return check('open', null);
  }
  note(opened.rows);
  faults.push(...opened.brokenPacks);
  for (const engine of opened.orphans)
    if (deadEngines.has(engine)) faults.push('what an engine that was killed was at is still "running"');
  for (;;) {
    // What is removed has to be made.
    const name = random() < 0.2 ? oneOf(random, ['import', 'estimate'] as const) : oneOf(random, VERB_NAMES);
    const order: Order = { order: 'verb', name, seed: Math.floor(random() * 2 ** 31) };
    const isToBeKilled = random() < 0.6;
    const words = await give(target, order, name, isToBeKilled);
    if (words?.answer === 'done') {
      if (words.raw) faults.push(`${name}: ${words.raw}`);
      note(words.rows);
    } else if (words) faults.push(`${name}: ${JSON.stringify(words)}`);
    if (isToBeKilled || words?.answer !== 'done') {
      await kill(target);
      return check(name, words?.answer === 'done' ? null : name);
    }
  }
}

/** A project with enough in it for every verb, made without a kill. */
async function prepare(target: Target): Promise<void> {
  await target.isWarm;
  await give(target, { order: 'open', scene, projectFolder }, 'open', false);
  const names = ['import', 'estimate', 'truth', 'compare', 'points', 'report'] as const;
  const times = { import: 12, estimate: 8, truth: 3, compare: 2, points: 2, report: 1 };
  for (const name of names)
    for (let k = 0; k < times[name]; k++) {
      const order: Order = { order: 'verb', name, seed: Math.floor(random() * 2 ** 31) };
      const words = await give(target, order, name, false);
      if (words?.answer === 'done') note(words.rows);
    }
  await kill(target);
}

await prepare(startTarget());
const startedAt = performance.now();
const spare = [startTarget(), startTarget()];
while (checks < kills && performance.now() - startedAt < minutes * 60_000) {
  const target = spare.shift() as Target;
  spare.push(startTarget());
  await live(target);
}
for (const target of spare) await kill(target);
const took = Math.round((performance.now() - startedAt) / 1000);
await remove();
const list = [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
conclude(
  `kills: ${checks} kills in ${took} s, seed ${seed} (${list}); ${goodFiles} files read whole, ${unknownFiles} wait without a row at the end`,
  faults,
);
