import { resolve } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { type Background, within } from '../disk/background.ts';
import type { Library } from '../library/open-library.ts';
import { takeInFiles } from '../photos/take-in-files.ts';
import type { OpenOptions } from '../project/project.ts';
import { noteRecentProject, type RecentProjects, readRecentProjects } from '../project/recent-projects.ts';
import type { Host } from './host.ts';
import { createOpenings, type Opening, type OpeningTimes } from './openings.ts';
import { type Kept, openSession, type ProjectSession } from './session.ts';
import { takeSnapshot } from './snapshot.ts';

/** The one project that is open, and how it gives way to another. */
export interface Projects extends Pick<Host, 'inProject' | 'open' | 'snapshot'> {
  /** Runs that are queued or at work in the project that is open. */
  openRuns(): readonly { id: string; packId: string }[];
  /** Lets go of the project; calls fail with `cancelled` from now on. */
  close(how: Parameters<ProjectSession['end']>[0]): Promise<void>;
}

export interface ProjectsOptions {
  kept: Kept;
  library: Library;
  /** Where the list of projects lies. */
  recentPath: string;
  /** The project to begin with; made where it is missing. */
  folder: string;
  repair: OpenOptions['repair'];
  /** Calls off what is being opened to begin with. */
  signal?: AbortSignal | undefined;
  background: Background;
  openingTimes?: Partial<OpeningTimes> | undefined;
}

/** How long calls in flight may take to end when another project is opened: photos are read whole, and exports say goodbye. */
const SWITCH_GRACE_MS = 10_000;

/** What closing may take beside the time that work gets to end. */
const WORST_MS = 1_000;

export async function openProjects({
  kept,
  library,
  recentPath,
  folder,
  repair,
  signal,
  background,
  openingTimes,
}: ProjectsOptions): Promise<Projects> {
  let recent: RecentProjects = [];
  const closing = new AbortController();
  const openings = createOpenings(
    (path, options) => openSession(kept, path, options),
    background,
    closing.signal,
    openingTimes,
  );
  let open = await openings.open(folder, { create: true, repair, signal });
  /** The session that calls are performed in; while one takes the place of another they wait. */
  let current: Promise<ProjectSession> = Promise.resolve(open);

  async function settleIn(session: ProjectSession): Promise<void> {
    open = session;
    await session.begin();
    recent = await noteRecentProject(recentPath, session.project.folder).catch(async (thrown) => {
      // It only saves clicks.
      kept.report('note the project in the list of projects', thrown);
      return readRecentProjects(recentPath);
    });
    kept.changed();
  }

  /** Puts a project that is open in the place of another. */
  async function replace(before: ProjectSession, opened: ProjectSession): Promise<ProjectSession> {
    await before.end({ graceMs: SWITCH_GRACE_MS, hurry: closing.signal });
    await settleIn(opened);
    return opened;
  }

  /** Answers with the project that was opened; null where it is the one that is open. */
  async function switchTo(next: string, options: Opening): Promise<ProjectSession | null> {
    refuseClosed();
    const before = await current;
    if (resolve(next) === before.project.folder) return null;
    // Opened first: where it cannot be, nothing has changed.
    const opened = await openings.open(next, options);
    if (closing.signal.aborted) await opened.end({ graceMs: 0 });
    refuseClosed();
    current = replace(before, opened);
    return current;
  }

  function refuseClosed(): void {
    if (closing.signal.aborted)
      throw new DepthroomError('cancelled', 'Stopped, because Depthroom was closed.');
  }

  async function session(): Promise<ProjectSession> {
    await openings.settled();
    const found = await current;
    refuseClosed();
    return found;
  }

  /** What a person said is done with files that the database does not know. */
  async function takeIn(session: ProjectSession, { repair, signal }: Omit<Opening, 'create'>): Promise<void> {
    if (repair === 'take-in') await session.perform(signal ? { signal } : {}, takeInFiles);
  }

  await settleIn(open);
  await takeIn(open, { repair, signal });
  return {
    inProject: async (at, work) => (await session()).perform(at, work),
    async open(next, options) {
      const opened = await openings.inTurn(() => switchTo(next, options));
      if (opened) await takeIn(opened, options);
    },
    async snapshot() {
      return (await session()).perform({}, ({ project }) => takeSnapshot(project, library, recent));
    },
    openRuns() {
      const { database, runs } = open.project;
      return database.open ? ['queued', 'running'].flatMap((state) => runs.where('state', state)) : [];
    },
    async close(how) {
      closing.abort();
      const ended = current.then((session) => session.end(how));
      await within(how.graceMs + WORST_MS, ended);
    },
  };
}
