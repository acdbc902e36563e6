import { resolve } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { within } from '../disk/background.ts';
import type { Library } from '../library/open-library.ts';
import { takeInFiles } from '../photos/take-in-files.ts';
import type { OpenOptions } from '../project/project.ts';
import { noteRecentProject, type RecentProjects, readRecentProjects } from '../project/recent-projects.ts';
import { takeChanges, takeInstallation, takeState } from './changes.ts';
import type { LookUp } from './events.ts';
import type { Host } from './host.ts';
import { type Kept, openSession, type ProjectSession } from './session.ts';
import { takeSnapshot } from './snapshot.ts';

/** The one project that is open, and how it gives way to another. */
export interface Projects extends Pick<Host, 'inProject' | 'open' | 'snapshot' | 'state'> {
  /** What is new for who reads events. */
  lookUp: LookUp;
  /** Runs that are queued or at work in the project that is open. */
  openRuns(): readonly { id: string; packId: string }[];
  /** Lets go of the project; calls fail with `cancelled` from now on. */
  close(how: Parameters<ProjectSession['end']>[0]): Promise<void>;
}

type Opening = Pick<OpenOptions, 'create' | 'repair'>;

export interface ProjectsOptions {
  kept: Kept;
  library: Library;
  /** Where the list of projects lies. */
  recentPath: string;
  /** The project to begin with; made where it is missing. */
  folder: string;
  repair: OpenOptions['repair'];
  /** Tells that the list of projects is another one. */
  installationChanged(): void;
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
  installationChanged,
}: ProjectsOptions): Promise<Projects> {
  let recent: RecentProjects = [];
  const closing = new AbortController();
  let open = await openSession(kept, folder, { create: true, repair });
  /** The session that calls are performed in; while another one is being opened they wait for it. */
  let current: Promise<ProjectSession> = Promise.resolve(open);

  async function settleIn(session: ProjectSession): Promise<void> {
    open = session;
    await session.begin();
    recent = await noteRecentProject(recentPath, session.project.folder).catch(async (thrown) => {
      // It only saves clicks.
      kept.report('note the project in the list of projects', thrown);
      return readRecentProjects(recentPath);
    });
    installationChanged();
  }

  async function replace(before: ProjectSession, next: string, options: Opening): Promise<ProjectSession> {
    if (resolve(next) === before.project.folder) return before;
    refuseClosed();
    // Opened first: where it cannot be, nothing has changed.
    const opened = await openSession(kept, next, options);
    if (closing.signal.aborted) await opened.end({ graceMs: 0 });
    refuseClosed();
    await before.end({ graceMs: SWITCH_GRACE_MS, hurry: closing.signal });
    await settleIn(opened);
    return opened;
  }

  function refuseClosed(): void {
    if (closing.signal.aborted)
      throw new DepthroomError('cancelled', 'Stopped, because Depthroom was closed.');
  }

  async function session(): Promise<ProjectSession> {
    const found = await current;
    refuseClosed();
    return found;
  }

  /** What a person said is done with files that the database does not know. */
  async function takeIn(session: ProjectSession, { repair }: Pick<Opening, 'repair'>): Promise<void> {
    if (repair === 'take-in') await session.perform({}, takeInFiles);
  }

  await settleIn(open);
  await takeIn(open, { repair });
  return {
    inProject: async (at, work) => (await session()).perform(at, work),
    async open(next, options) {
      const before = current;
      const replaced = before.then((found) => replace(found, next, options));
      current = replaced.catch(() => before);
      if ((await replaced) !== (await before)) await takeIn(await replaced, options);
    },
    async snapshot() {
      return (await session()).perform({}, ({ project }) => takeSnapshot(project, library, recent));
    },
    async state() {
      return (await session()).perform({}, ({ project }) => takeState(project));
    },
    async lookUp(position, version) {
      const take = () => takeInstallation(library, recent);
      return (await session()).perform({}, (context) => takeChanges(context, position, { version, take }));
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
