import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toFailure } from '../../../contract/errors.ts';
import { createEngine, type Engine } from '../../../core/host/engine.ts';
import { forkWorker } from '../../../core/host/fork-worker.ts';
import { RESOURCES } from '../../paths.ts';
import { seeded } from '../seeded.ts';
import { checkAfterKill } from './check-after-kill.ts';
import { fillDisk, lockFor, makeReadOnly, mountDisk } from './conditions.ts';
import { conclude, numbersTold, whyRaw, workingFolder } from './program.ts';
import { makeScene, type Scene } from './scene.ts';
import { NothingToDo, performVerb, VERB_NAMES, type VerbName } from './verbs.ts';

/* Every verb on a full disk, with a locked database, and in read-only folders: `node test/faults/long/every-verb.ts --seed 1`. */

/** Longer than a call waits for a lock. */
const HANGS_MS = 20_000;
const DISK_MEGABYTES = 96;

const { seed } = numbersTold({ seed: 1 });
const random = seeded(seed);
const { folder, remove } = await workingFolder();
const faults: string[] = [];
const told: string[] = [];

const openEngine = ({ dataFolder, projects }: Scene): Promise<Engine> =>
  createEngine({
    dataFolder,
    projectFolder: projects[0],
    resourcesFolder: RESOURCES,
    startWorker: () => forkWorker(),
    patienceMs: 300,
    report: (name, thrown) => {
      const why = whyRaw(thrown);
      if (why) faults.push(`in the background, could not ${name}: ${why}`);
    },
  });

/** A project that has something for every verb; made once. */
async function prepare(): Promise<Scene> {
  const scene = await makeScene(join(folder, 'prepared'));
  const engine = await openEngine(scene);
  const made: VerbName[] = [...Array<VerbName>(8).fill('import'), ...Array<VerbName>(8).fill('estimate')];
  made.push(
    'truth',
    'compare',
    'compare to truth',
    'points',
    'report',
    'add pack',
    'consensus',
    'remove run',
  );
  for (const name of made)
    await performVerb(name, { engine, scene, random }).catch((thrown) => {
      if (!(thrown instanceof NothingToDo)) throw thrown;
    });
  await engine.close();
  return scene;
}

/** Rows that say something is there, in a line. */
async function rows(engine: Engine): Promise<string> {
  const { photos, runs, truths, comparisons, exports } = await engine.call('snapshot', {});
  const ended = [...runs, ...exports].filter(({ state }) => state === 'done');
  return JSON.stringify([photos, truths, comparisons, ended]);
}

/** Performs every verb while something is wrong, and looks at the project when it is right again. */
async function tryVerbs(condition: string, scene: Scene, impose: () => Promise<() => Promise<void>>) {
  const engine = await openEngine(scene);
  // What is opened at the first question, and what the first heartbeat makes, is there before.
  await performVerb('depth image', { engine, scene, random });
  await sleep(300);
  const lift = await impose();
  const codes: Record<string, number> = {};
  const count = (word: string) => {
    codes[word] = (codes[word] ?? 0) + 1;
  };
  try {
    for (const name of VERB_NAMES) {
      const before = await rows(engine);
      const work = performVerb(name, { engine, scene, random });
      const thrown: unknown = await Promise.race([
        work.then(
          () => null,
          (failed) => failed,
        ),
        sleep(HANGS_MS, 'hung', { ref: false }),
      ]);
      if (thrown === null) count('done');
      else if (thrown === 'hung')
        faults.push(`${condition}: ${name} had not ended after ${HANGS_MS / 1000} s`);
      else if (thrown instanceof NothingToDo) count('nothing to do');
      else {
        count(toFailure(thrown).code);
        const why = whyRaw(thrown);
        if (why) faults.push(`${condition}: ${name}: ${why}`);
        if ((await rows(engine)) !== before) faults.push(`${condition}: ${name} was refused and half done`);
      }
    }
  } finally {
    await lift();
  }
  await engine.close();
  for (const project of scene.projects) {
    const found = await checkAfterKill(project).catch((thrown) => ({ faults: [toFailure(thrown).message] }));
    if (project === scene.projects[0]) faults.push(...found.faults.map((fault) => `${condition}: ${fault}`));
  }
  const words = Object.entries(codes).map(([code, times]) => `${times} ${code}`);
  told.push(`${condition}: ${words.join(', ')}`);
}

async function copyOf(prepared: Scene, to: string): Promise<Scene> {
  const scene = await makeScene(to);
  await mkdir(scene.dataFolder, { recursive: true });
  await cp(prepared.projects[0], scene.projects[0], { recursive: true });
  await cp(join(prepared.dataFolder, 'models'), join(scene.dataFolder, 'models'), { recursive: true });
  return scene;
}

const prepared = await prepare();
const disk = join(folder, 'disk');
const mounted = await mountDisk(disk, DISK_MEGABYTES);
if (mounted) {
  await tryVerbs('full disk', await copyOf(prepared, join(disk, 'scene')), () => fillDisk(disk));
  mounted.unmount();
} else told.push('full disk: skipped, mounting a small disk needs more rights than this user has');

const locked = await copyOf(prepared, join(folder, 'locked'));
await tryVerbs('locked database', locked, () => lockFor(join(locked.projects[0], 'project.db')));

const readOnly = await copyOf(prepared, join(folder, 'read-only'));
await tryVerbs('read-only folders', readOnly, () => makeReadOnly(join(folder, 'read-only')));

// Opened where nothing may be written.
const give = await makeReadOnly(join(folder, 'read-only'));
const refusal = await openEngine(readOnly).then(
  (engine) => engine.close().then(() => null),
  (thrown) => thrown,
);
await give();
const why = refusal === null ? null : whyRaw(refusal);
if (why) faults.push(`opening in a read-only folder: ${why}`);
told.push(`opening in a read-only folder: ${refusal === null ? 'opened' : toFailure(refusal).code}`);

await remove();
conclude(`every verb (${VERB_NAMES.length}), seed ${seed}: ${told.join('; ')}`, faults);
