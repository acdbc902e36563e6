import { basename } from 'node:path';
import { unitOf } from '../../contract/depth-kind.ts';
import type { DepthKind } from '../../contract/depth-map.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Result, Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import { medianLines } from '../../core/compare/measure/flicker.ts';
import type { Engine } from '../../core/host/engine.ts';
import type { Flicker, FrameLine } from '../../core/worker/sequence-task.ts';
import { workAhead } from '../batch/ahead.ts';
import { isForAll } from '../batch/tally.ts';
import { openRuns } from '../photos/find-or-run.ts';
import { importOnce } from '../photos/import-once.ts';
import { counted } from '../terminal/counted.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { tellFailure } from '../terminal/tell-failure.ts';
import type { FrameFiles } from './frame-files.ts';

/** A frame with its depth. */
export interface Frame {
  number: number;
  photo: Photo;
  run: Run;
  result: Result;
  fitted: FrameLine;
  line: FrameLine;
  flicker: Flicker | null;
}

/** All frames that have a depth, in order; of the others why not. */
export interface Frames {
  kind: DepthKind;
  frames: Frame[];
  failures: ReadonlyMap<number, string>;
}

export interface Asked {
  packId: string;
  options: RunOptions;
  provider: string;
  /** Frames over which the median of scale and shift is taken; an odd number. */
  medianFrames: number;
}

const IDENTITY: FrameLine = { scale: 1, shift: 0 };

/**
 * Estimates every frame that is there, aligns relative ones to the first, and measures what flickers. A frame that fails is said and left out.
 * Throws `cancelled` once a person says stop, and what the frame failed with where every one did.
 */
export async function estimateFrames(
  engine: Engine,
  { paths }: Pick<FrameFiles, 'paths'>,
  asked: Asked,
  stop: AbortSignal,
): Promise<Frames> {
  const bringIn = importOnce(engine, stop, () => {});
  const runs = openRuns(engine, stop);
  const frames: Frame[] = [];
  const failures = new Map<number, string>();
  let last: unknown;
  const orFail = async <Done>(number: number, path: string, work: () => Promise<Done>) => {
    try {
      return await work();
    } catch (thrown) {
      if (stop.aborted || isForAll(thrown)) throw thrown;
      last = thrown;
      failures.set(number, tellFailure(thrown, basename(path)).message);
      return null;
    }
  };
  const prepare = ([number, path]: [number, string]) =>
    orFail(number, path, async () => {
      const wanted = { photo: await bringIn(path), ...asked };
      return { wanted, found: await runs.find(wanted) };
    });
  const finish = async ([number, path]: [number, string], prepared: ReturnType<typeof prepare>) => {
    const queued = await prepared;
    if (!queued) return;
    await orFail(number, path, async () => {
      const run = await runs.finish(queued.wanted, queued.found);
      if (!run.result) return;
      const { photo } = queued.wanted;
      refuseOther(frames[0], photo, run.result);
      frames.push({
        number,
        photo,
        run,
        result: run.result,
        fitted: IDENTITY,
        line: IDENTITY,
        flicker: null,
      });
    });
  };
  await workAhead([...paths], 1, prepare, finish).catch(async (thrown) => {
    await runs.cancel();
    throw thrown;
  });
  if (frames.length === 0) throw last;
  const { kind } = frames[0].result;
  if (kind !== 'metric') await alignFrames(engine, frames, asked.medianFrames, stop);
  await measureFrames(engine, frames, stop);
  return { kind, frames, failures };
}

/** Frames of one sequence are of one size, and one model says one kind of depth. */
function refuseOther(first: Frame | undefined, { width, height, name }: Photo, { kind }: Result): void {
  if (!first || (first.photo.width === width && first.photo.height === height && first.result.kind === kind))
    return;
  throw new DepthroomError(
    'bad-input',
    `Expected frames as the first one (${first.photo.width} x ${first.photo.height} pixels, ${first.result.kind}), but ${name} is ${width} x ${height}, ${kind}.`,
  );
}

async function alignFrames(
  engine: Engine,
  frames: Frame[],
  medianFrames: number,
  stop: AbortSignal,
): Promise<void> {
  const [{ run: first }] = frames;
  const line = progressLine('aligning');
  for (const [k, frame] of frames.entries()) {
    line.show({ id: '', stage: 'align', fraction: k / frames.length, secondsLeft: null });
    if (k === 0) continue;
    const pair = { runId: frame.run.id, referenceRunId: first.id };
    frame.fitted = await engine.local('alignFrame', pair, { signal: stop });
  }
  line.clear();
  for (const [k, median] of medianLines(
    frames.map(({ fitted }) => fitted),
    medianFrames,
  ).entries())
    frames[k].line = median;
}

async function measureFrames(engine: Engine, frames: Frame[], stop: AbortSignal): Promise<void> {
  const line = progressLine('measuring');
  for (let k = 1; k < frames.length; k++) {
    line.show({ id: '', stage: 'measure', fraction: k / frames.length, secondsLeft: null });
    const [before, after] = [frames[k - 1], frames[k]].map(({ run, line }) => ({ runId: run.id, line }));
    frames[k].flicker = await engine.local('measureFlicker', { before, after }, { signal: stop });
  }
  line.clear();
}

/** Smallest and largest aligned value of all frames, in the unit of the first. */
export function rangeOf(frames: readonly Frame[]): { minimum: number; maximum: number } {
  const ends = frames.flatMap(({ result: { minimum, maximum }, line: { scale, shift } }) => [
    scale * minimum + shift,
    scale * maximum + shift,
  ]);
  return { minimum: ends.reduce((a, b) => Math.min(a, b)), maximum: ends.reduce((a, b) => Math.max(a, b)) };
}

/** The mean over all pairs of frames, in numbers and in one sentence. */
export function meanFlicker(
  { kind, frames }: { kind: DepthKind; frames: readonly { flicker: Flicker | null }[] },
  { minimum, maximum }: { minimum: number; maximum: number },
) {
  const seen = frames.flatMap(({ flicker }) => (flicker && flicker.change !== null ? [flicker] : []));
  const pairs = seen.length;
  if (pairs === 0)
    return {
      change: null,
      relativeChange: null,
      shareOfRange: null,
      pairs,
      words: 'Flicker: no two frames show the same in any place.',
    };
  const mean = (of: (flicker: Flicker) => number) => seen.reduce((sum, each) => sum + of(each), 0) / pairs;
  const change = mean((each) => each.change ?? 0);
  const isMetric = kind === 'metric';
  const relativeChange = isMetric ? mean((each) => each.relativeChange ?? 0) : null;
  const shareOfRange = maximum > minimum ? change / (maximum - minimum) : null;
  const still = (100 * mean((each) => each.still)).toFixed(0);
  const size =
    relativeChange === null
      ? `${(100 * (shareOfRange ?? 0)).toFixed(2)} % of the range`
      : `${(100 * relativeChange).toFixed(2)} % of the depth (${change.toPrecision(3)} ${unitOf(kind)})`;
  const words = `Flicker: ${size} from frame to frame where the photo does not change (${still} % of the pixels, ${counted(pairs, 'pair')} of frames).`;
  return { change, relativeChange, shareOfRange, pairs, words };
}
