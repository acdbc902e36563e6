import { resolve } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { type Background, within } from '../disk/background.ts';
import { LONGEST_OPENING_MS, noAnswer, untilStopped } from '../project/give-up.ts';
import type { OpenOptions } from '../project/project.ts';
import type { ProjectSession } from './session.ts';

export type Opening = Pick<OpenOptions, 'create' | 'repair' | 'signal' | 'orRead'>;
export type OpenSession = (folder: string, options: Opening) => Promise<ProjectSession>;

/**
 * Openings of projects, one after the other, each bounded in time: a disk that does not answer keeps nobody waiting for ever, and none of
 * them keeps the next one waiting for long.
 */
export interface Openings {
  /** Performs `work` when its turn has come: it opens a project, and puts it in the place of another. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result>;
  /**
   * Opens a project. Throws `cancelled` where it was called off or another one was asked for meanwhile, `disk-error` where it takes too long,
   * and what opening throws. What is opened after that is closed again.
   */
  open: OpenSession;
  /** Waits for what is being opened, but not for long. */
  settled(): Promise<void>;
}

export interface OpeningTimes {
  /** How long an opening may take, but for one that repairs: that reads every file, and can be called off. */
  longestMs: number;
  /** How long one may go on once another project is asked for. */
  hurriedMs: number;
  /** How long calls wait for what is being opened before they are performed in the project that is open. */
  patientMs: number;
}

const TIMES: OpeningTimes = { longestMs: LONGEST_OPENING_MS, hurriedMs: 3_000, patientMs: 2_000 };

/** `closing` says that nothing is to be opened any more. */
export function createOpenings(
  openSession: OpenSession,
  background: Background,
  closing: AbortSignal,
  times: Partial<OpeningTimes> = {},
): Openings {
  const { longestMs, hurriedMs, patientMs } = { ...TIMES, ...times };
  /** Folders whose opening was given up and has not ended: each keeps a thread of the system waiting. */
  const stuck = new Set<string>();
  let turns = 0;
  let last: Promise<unknown> = Promise.resolve();
  let hurry = () => {};

  function giveUp(path: string, opening: Promise<ProjectSession>): void {
    stuck.add(path);
    background.run('close a project that nobody waits for any more', () =>
      opening
        .then(
          (session) => session.end({ graceMs: 0 }),
          () => undefined,
        )
        .finally(() => stuck.delete(path)),
    );
  }

  async function open(folder: string, options: Opening): Promise<ProjectSession> {
    const path = resolve(folder);
    if (stuck.has(path)) throw noAnswer(path);
    const stop = new AbortController();
    const cancels: (() => void)[] = [];
    const stopIn = (ms: number, why: DepthroomError) =>
      cancels.push(background.after(ms, 'give up a project', () => stop.abort(why)));
    if (!options.repair) stopIn(longestMs, noAnswer(path, longestMs));
    hurry = () => stopIn(hurriedMs, OVERTAKEN);
    // Others wait already.
    if (turns > 1) hurry();
    const signal = AbortSignal.any([stop.signal, closing, ...(options.signal ? [options.signal] : [])]);
    const opening = openSession(path, { ...options, signal });
    try {
      return await untilStopped(opening, signal);
    } catch (thrown) {
      if (signal.aborted) giveUp(path, opening);
      throw closing.aborted || options.signal?.aborted ? CALLED_OFF : thrown;
    } finally {
      hurry = () => {};
      for (const cancel of cancels) cancel();
    }
  }

  return {
    inTurn(work) {
      turns++;
      hurry();
      const turn = last.then(work).finally(() => turns--);
      last = turn.catch(() => undefined);
      return turn;
    },
    open,
    async settled() {
      if (turns > 0) await within(patientMs, last);
    },
  };
}

const OVERTAKEN = new DepthroomError(
  'cancelled',
  'Stopped, because another project was asked for before this one was open.',
);
const CALLED_OFF = new DepthroomError('cancelled', 'Stopped, before the project was open.');
