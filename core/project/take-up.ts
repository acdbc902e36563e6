import { randomUUID } from 'node:crypto';
import { toFailure } from '../../contract/errors.ts';
import type { Background } from '../disk/background.ts';
import { databaseFailure } from './database-failure.ts';
import { LONGEST_OPENING_MS, noAnswer, untilStopped } from './give-up.ts';
import { enter, HEARTBEAT_MS, type Presence } from './presence.ts';
import { type OpenOptions, openProject, type Project } from './project.ts';

/** A project that is open, and said to be, to other programs and other computers, until it is let go. */
export interface TakenUp {
  project: Project;
  /** Names this opening of the project. */
  engineId: string;
  presence: Presence;
  /** Gives it back: the row that says that it is open, the lock that keeps other computers out, the database. Never throws. */
  letGo(): Promise<void>;
}

/** How long what is being noted may take before the project is closed. */
const NOTING_MS = 300;

/**
 * Opens a project and says so for as long as it is open. `background` is the project's own and is stopped with it. Throws what `openProject`
 * throws, and `busy` where another program has the project locked.
 */
export async function takeUpProject(
  folder: string,
  options: OpenOptions,
  background: Background,
  heartbeatMs = HEARTBEAT_MS,
): Promise<TakenUp> {
  const project = await openOrRead(folder, options);
  const engineId = randomUUID();
  if (project.readOnly !== null) return { project, engineId, ...readAlone(project, background) };
  try {
    const presence = await enter({ project, engineId, background }, heartbeatMs);
    const letGo = async () => {
      // In this order: what is still being noted, the row that says that it is open, the database.
      await background.stop(NOTING_MS);
      await presence.leave();
      project.close();
    };
    return { project, engineId, presence, letGo };
  } catch (thrown) {
    await background.stop();
    await project.lock.release(project.lock.wasThere).catch(() => undefined);
    project.close();
    throw thrown;
  }
}

async function openOrRead(folder: string, options: OpenOptions): Promise<Project> {
  try {
    return await openProject(folder, options);
  } catch (thrown) {
    if (!options.orRead || toFailure(databaseFailure(thrown)).code !== 'no-permission') throw thrown;
    return options.orRead(folder, options);
  }
}

/** Who only reads is nowhere noted, and takes nothing over. */
function readAlone(project: Project, background: Background): Pick<TakenUp, 'presence' | 'letGo'> {
  const letGo = async () => {
    await background.stop(NOTING_MS);
    project.close();
  };
  return { presence: { isAlive: () => true, leave: async () => {} }, letGo };
}

/** Performs work in a project that is open for that alone. Throws what `takeUpProject` and `work` throw, `disk-error` where its disk does not answer. */
export async function inProjectAlone<Result>(
  folder: string,
  options: OpenOptions,
  background: Background,
  work: (project: Project, takenUp: TakenUp) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const cancel = background.after(LONGEST_OPENING_MS, 'give up a project', () =>
    stop.abort(noAnswer(folder, LONGEST_OPENING_MS)),
  );
  const signal = options.signal ? AbortSignal.any([stop.signal, options.signal]) : stop.signal;
  const opening = takeUpProject(folder, { ...options, signal }, background);
  const takenUp = await untilStopped(opening, signal).finally(cancel);
  try {
    return await work(takenUp.project, takenUp);
  } finally {
    await takenUp.letGo();
  }
}
