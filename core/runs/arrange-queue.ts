import type { ParsedInput } from '../../contract/calls/api.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Run } from '../../contract/run.ts';
import type { ProjectDatabase } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { placeAtEnd } from '../project/queue/order.ts';
import { notBegun } from './new-run.ts';
import type { RunContext } from './run-context.ts';

/** Pauses the queue of the project, or goes on with it. Throws `busy` where another program has the project locked. */
export async function pauseQueue(
  { project, changed }: Pick<RunContext, 'project' | 'changed'>,
  isPaused: boolean,
): Promise<void> {
  const note = project.database.prepare<[number]>("UPDATE queue SET value = ? WHERE name = 'paused'");
  await project.write(() => note.run(isPaused ? 1 : 0));
  // The queue hears of it, in this engine and in others.
  changed();
}

type To = ParsedInput<'moveRun'>['to'];

/**
 * Moves a run that waits; false where it stands there already. What it refines is kept before it, and what refines it behind. Throws
 * `bad-input` where one of the two does not wait any more, `not-found` where it was removed.
 */
export async function moveRun({ project, changed }: RunContext, runId: string, to: To): Promise<boolean> {
  const isMoved = await project.write(() => {
    const run = waitingRun(project, runId);
    const order = openOrder(project.database);
    const isNew = place(order, runId, to, project);
    if (isNew) keepPriorsFirst(project, order, run);
    return isNew;
  });
  changed();
  return isMoved;
}

function waitingRun({ runs }: Project, runId: string): Run {
  const run = runs.get(runId);
  if (run.state === 'queued') return run;
  throw new DepthroomError(
    'bad-input',
    `Expected a run that waits, but "${run.packTitle}" is ${run.state === 'running' ? 'at work' : run.state} by now.`,
  );
}

type Order = ReturnType<typeof openOrder>;

/** Places of what waits, which differ from each other. */
function openOrder(database: ProjectDatabase) {
  const of = database.prepare<[string], number>('SELECT place FROM runs WHERE id = ?').pluck();
  const before = database
    .prepare<[number, string], number>(
      "SELECT place FROM runs WHERE state = 'queued' AND place < ? AND id != ? ORDER BY place DESC LIMIT 2",
    )
    .pluck();
  const behind = database
    .prepare<[number, string], number>(
      "SELECT place FROM runs WHERE state = 'queued' AND place > ? AND id != ? ORDER BY place LIMIT 2",
    )
    .pluck();
  const same = database
    .prepare<[number], string>("SELECT id FROM runs WHERE state = 'queued' AND place = ? LIMIT 2")
    .pluck();
  const all = database
    .prepare<[], string>("SELECT id FROM runs WHERE state = 'queued' ORDER BY place")
    .pluck();
  const put = database.prepare<[number, string]>('UPDATE runs SET place = ? WHERE id = ?');
  const placeOf = (id: string) => of.get(id) ?? 0;
  const countAnew = () => {
    for (const [k, id] of all.all().entries()) if (placeOf(id) !== k + 1) put.run(k + 1, id);
  };
  return {
    placeOf,
    /** The two places before one, the nearest first; of others than `id`. */
    before: (at: number, id: string) => before.all(at, id),
    behind: (at: number, id: string) => behind.all(at, id),
    /** Gives every run a whole number where two share a place, which would be moved as one. */
    tellApart(at: number) {
      if (same.all(at).length > 1) countAnew();
    },
    /** Between two places, null being an end. Answers false where no number lies between them. */
    putBetween(id: string, lower: number | null, upper: number | null): boolean {
      const between =
        lower === null ? (upper ?? 1) - 1 : upper === null ? lower + 1 : lower + (upper - lower) / 2;
      if ((lower !== null && between <= lower) || (upper !== null && between >= upper)) return false;
      put.run(between, id);
      return true;
    },
    countAnew,
  };
}

function place(order: Order, runId: string, to: To, project: Project): boolean {
  if (typeof to === 'object') waitingRun(project, to.before);
  order.tellApart(order.placeOf(typeof to === 'object' ? to.before : runId));
  // Between two places that lie too near to each other there is room once all are counted anew.
  for (let tries = 0; tries < 2; tries++) {
    const gap = gapFor(order, runId, to);
    if (!gap) return false;
    if (order.putBetween(runId, gap.lower, gap.upper)) return true;
    order.countAnew();
  }
  return false;
}

/** Between which places a run is to stand; null where it stands there. */
function gapFor(order: Order, runId: string, to: To): { lower: number | null; upper: number | null } | null {
  const here = order.placeOf(runId);
  const [before, farther = null] = order.before(here, runId);
  const [behind, beyond = null] = order.behind(here, runId);
  if (to === 'up') return before === undefined ? null : { lower: farther, upper: before };
  if (to === 'down') return behind === undefined ? null : { lower: behind, upper: beyond };
  if (to === 'front')
    return before === undefined
      ? null
      : { lower: null, upper: order.behind(Number.NEGATIVE_INFINITY, runId)[0] ?? null };
  if (to === 'end')
    return behind === undefined
      ? null
      : { lower: order.before(Number.POSITIVE_INFINITY, runId)[0] ?? null, upper: null };
  if (to.before === runId) return null;
  const upper = order.placeOf(to.before);
  const [lower = null] = order.before(upper, runId);
  const isThere = here < upper && (lower === null || here > lower);
  return isThere ? null : { lower, upper };
}

/** A run that sharpens what another one makes cannot be made before it: whichever of the two was not moved goes along. */
function keepPriorsFirst({ runs }: Project, order: Order, moved: Run): void {
  const prior = moved.priorRunId === null ? null : runs.find(moved.priorRunId);
  const here = order.placeOf(moved.id);
  if (prior?.state === 'queued' && order.placeOf(prior.id) > here) {
    const [lower = null] = order.before(here, prior.id);
    order.putBetween(prior.id, lower, here);
  }
  for (const run of runs.matching({ photo_id: moved.photoId, state: 'queued' })) {
    if (run.priorRunId !== moved.id || order.placeOf(run.id) > here) continue;
    const [upper = null] = order.behind(here, run.id);
    order.putBetween(run.id, here, upper);
  }
}

/** So many runs are put back in one transaction: what else is to be written comes between. */
const AT_ONCE = 500;

/**
 * Puts runs that failed or were cancelled back into the queue as they were asked for, with those that they refine where these came to nothing
 * too. Answers with how many; those that are something else by now are left alone. Throws `busy` where another program has the project locked.
 */
export async function requeueRuns(
  context: RunContext,
  runIds: readonly string[],
  keepsPlaces: boolean,
): Promise<number> {
  const { project, changed, wake } = context;
  let requeued = 0;
  // What failed is listed with the last one first.
  const inOrder = runIds.toReversed();
  for (let k = 0; k < inOrder.length; k += AT_ONCE) {
    requeued += await project.write(() =>
      inOrder
        .slice(k, k + AT_ONCE)
        .flatMap((id) => project.runs.find(id) ?? [])
        .reduce((count, run) => count + requeue(context, run, keepsPlaces), 0),
    );
    changed();
  }
  wake();
  return requeued;
}

function requeue(context: RunContext, run: Run, keepsPlace: boolean): number {
  const { database, runs } = context.project;
  // Its prior may have been of the same list.
  const { state } = runs.find(run.id) ?? run;
  if ((state !== 'failed' && state !== 'cancelled') || run.derivation) return 0;
  const prior = run.priorRunId === null ? null : runs.find(run.priorRunId);
  const before = prior ? requeue(context, prior, keepsPlace) : 0;
  const { providerReason: _reason, deviceMemoryBytes: _bytes, ...asked } = run;
  const waiting: Run = { ...asked, engineId: context.engineId, ...notBegun() };
  runs.update(waiting, keepsPlace ? {} : { place: placeAtEnd(database) });
  return before + 1;
}
