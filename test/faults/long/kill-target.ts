import { createEngine, type Engine } from '../../../core/host/engine.ts';
import { forkWorker } from '../../../core/host/fork-worker.ts';
import { RESOURCES } from '../../paths.ts';
import { seeded } from '../seeded.ts';
import { whyRaw } from './program.ts';
import type { Scene } from './scene.ts';
import { NothingToDo, performVerb, type VerbName } from './verbs.ts';

/** Said to it: open the project (once), then one verb after another. */
export type Order =
  | { order: 'open'; scene: Scene; projectFolder: string }
  /** With a token where several are under way at once: the answer says it again. */
  | { order: 'verb'; name: VerbName; seed: number; token?: number };

/** What it answers. Rows are those that are there after what it was told to do. */
export type Answer =
  | { answer: 'warm' }
  | { answer: 'failed'; why: string }
  | { answer: 'opened'; rows: RowIds; orphans: string[]; brokenPacks: string[] }
  | {
      answer: 'done';
      outcome: 'done' | 'refused' | 'nothing';
      raw: string | null;
      rows: RowIds;
      token: number | undefined;
    };

/** Ids of rows by their table, in the project that is open. */
export interface RowIds {
  folder: string;
  ids: string[];
}

/* An engine in a process of its own that does as it is told until it is killed. Its parts are loaded before it is told anything. */

let engine: Engine;
let scene: Scene;

const answer = (words: Answer) => process.send?.(words);

async function rows(): Promise<RowIds> {
  const { project, photos, runs, truths, comparisons, exports } = await engine.call('snapshot', {});
  const all = [photos, runs, truths, comparisons, exports].flat();
  return { folder: project.folder, ids: all.map(({ id }) => id) };
}

async function open(given: Scene, projectFolder: string): Promise<void> {
  scene = given;
  engine = await createEngine({
    dataFolder: scene.dataFolder,
    projectFolder,
    resourcesFolder: RESOURCES,
    startWorker: () => forkWorker(),
  });
  const { runs, exports, packs } = await engine.call('snapshot', {});
  const atWork = [...runs, ...exports].filter(({ state }) => state === 'running');
  answer({
    answer: 'opened',
    rows: await rows(),
    orphans: atWork.map(({ engineId }) => engineId),
    brokenPacks: packs.flatMap(({ id, problem }) => (problem === null ? [] : [`${id}: ${problem}`])),
  });
}

async function perform({ name, seed, token }: Order & { order: 'verb' }): Promise<void> {
  let outcome: 'done' | 'refused' | 'nothing' = 'done';
  let raw: string | null = null;
  try {
    await performVerb(name, { engine, scene, random: seeded(seed) });
  } catch (thrown) {
    outcome = thrown instanceof NothingToDo ? 'nothing' : 'refused';
    if (outcome === 'refused') raw = whyRaw(thrown);
  }
  answer({ answer: 'done', outcome, raw, rows: await rows(), token });
}

process.on('message', (order: Order) => {
  const work = order.order === 'open' ? open(order.scene, order.projectFolder) : perform(order);
  work.catch((thrown) => answer({ answer: 'failed', why: `${(thrown as Error).message}` }));
});
process.on('disconnect', () => process.exit());
answer({ answer: 'warm' });
