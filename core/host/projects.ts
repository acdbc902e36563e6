import { resolve } from 'node:path';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { DepthroomError, toFailure } from '../../contract/errors.ts';
import { type Background, within } from '../disk/background.ts';
import { knownFailure } from '../disk/system-failure.ts';
import type { Library } from '../library/open-library.ts';
import { databaseFailure } from '../project/database-failure.ts';
import type { OpenOptions } from '../project/project.ts';
import {
  lastShown,
  noteRecentProject,
  type RecentProjects,
  readRecentProjects,
} from '../project/recent-projects.ts';
import { takeInstallation, withNote } from './changes.ts';
import type { LookUp } from './events.ts';
import type { Host } from './host.ts';
import { createOpenings, type Opening, type Openings, type OpeningTimes } from './openings.ts';
import { type Kept, openSession, type ProjectSession } from './session.ts';
import { takeSnapshot } from './snapshot.ts';
import { tellingOf } from './telling.ts';

/** The one project that is open, and how it gives way to another. */
export interface Projects extends Pick<Host, 'inProject' | 'open' | 'snapshot' | 'state' | 'notes'> {
  /** What is new for who reads events. */
  lookUp: LookUp;
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
  /** The project to begin with, and how it is opened. */
  folder: string;
  first: Pick<OpenOptions, 'create' | 'repair' | 'orRead'>;
  /** Tells that the list of projects is another one. */
  installationChanged(): void;
  /** Whether what is open counts as shown in the app, and whether it begins with what was last, where that can be opened, and not with `folder`. */
  isApp: boolean;
  reopens: boolean;
  /** Calls off what is being opened to begin with. */
  signal?: AbortSignal | undefined;
  background: Background;
  openingTimes?: Partial<OpeningTimes> | undefined;
}

/** How long calls in flight may take to end when another project is opened: photos are read whole, and exports say goodbye. */
const SWITCH_GRACE_MS = 10_000;

/** What closing may take beside the time that work gets to end. */
const WORST_MS = 1_000;

export async function openProjects(options: ProjectsOptions): Promise<Projects> {
  const { kept, library, recentPath, first, installationChanged, isApp, signal, background, openingTimes } =
    options;
  let recent: RecentProjects = [];
  const closing = new AbortController();
  const openings = createOpenings(
    (path, how) => openSession(kept, path, how),
    background,
    closing.signal,
    openingTimes,
  );
  const begun = await begin(openings, options);
  let open = begun.session;
  /** The session that calls are performed in; while one takes the place of another they wait. */
  let current: Promise<ProjectSession> = Promise.resolve(open);

  /** What is answered of a project whose database was deleted. */
  let lastSeen: { session: ProjectSession; snapshot: Snapshot } | undefined;

  async function settleIn(session: ProjectSession): Promise<void> {
    open = session;
    await session.begin();
    const isShown = isApp && !(session === begun.session && begun.note !== null);
    recent = await noteRecentProject(recentPath, session.project.folder, isShown).catch(async (thrown) => {
      // It only saves clicks.
      kept.report('note the project in the list of projects', thrown);
      return readRecentProjects(recentPath);
    });
    installationChanged();
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
    const isSame = resolve(next) === before.project.folder;
    if (isSame) before.look();
    if (isSame && !before.lost) return null;
    // Nothing of it may lie beside the database that is opened in its place.
    if (isSame) await before.end({ graceMs: SWITCH_GRACE_MS, hurry: closing.signal });
    // Opened first: where it cannot be, nothing has changed.
    const opened = await openings.open(next, options);
    if (closing.signal.aborted) await opened.end({ graceMs: 0 });
    refuseClosed();
    current = replace(before, opened);
    return current;
  }

  /** What a person is to be told of the project that is open. */
  function noteOf(session: ProjectSession): string | null {
    const { note, place } = session.project;
    const notes = [session === begun.session ? begun.note : null, note, place.trouble()];
    return notes.filter((each) => each !== null).join(' ') || null;
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
    if (repair !== 'take-in') return;
    const { takeInFiles } = await import('../photos/take-in-files.ts');
    await session.perform(signal ? { signal } : {}, takeInFiles);
  }

  await settleIn(open);
  await takeIn(open, { repair: first.repair, signal });
  return {
    inProject: async (at, work) => (await session()).perform(at, work),
    async open(next, options) {
      const opened = await openings.inTurn(() => switchTo(next, options));
      if (opened) await takeIn(opened, options);
    },
    async snapshot() {
      const found = await session();
      if (found.lost && lastSeen?.session === found) return withNote(lastSeen.snapshot, found.lost.message);
      const taken = await found.perform({}, ({ project }) => takeSnapshot(project, library, recent));
      const snapshot = withNote(taken, noteOf(found));
      lastSeen = { session: found, snapshot };
      return snapshot;
    },
    async notes() {
      const found = await session();
      const note = found.lost?.message ?? noteOf(found);
      return note === null ? [] : [note];
    },
    ...tellingOf({ session, noteOf, installation: () => takeInstallation(library, recent) }),
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

/** Opens the first project. The note says that it is another one than it should be. */
async function begin(
  openings: Openings,
  { reopens, folder, recentPath, first, signal }: ProjectsOptions,
): Promise<{ session: ProjectSession; note: string | null }> {
  const last = reopens ? lastShown(await readRecentProjects(recentPath)) : undefined;
  let note: string | null = null;
  if (last !== undefined && last !== resolve(folder)) {
    try {
      return { session: await openings.open(last, { create: false, signal }), note };
    } catch (thrown) {
      if (signal?.aborted) throw thrown;
      const { message } = toFailure(knownFailure(databaseFailure(thrown)));
      note = `This is the default project, because the one that was open last cannot be opened: ${message}`;
    }
  }
  return { session: await openings.open(folder, { ...first, signal }), note };
}

/** In the place of a project for who asks for none: model packs and what this machine can belong to no project. Every call that needs one throws `not-found`. */
export function withoutProject(): Projects {
  const refuse = async (): Promise<never> => {
    throw new DepthroomError(
      'not-found',
      'Expected an open project, but none is open; name the folder of one, or bring photos in.',
    );
  };
  return {
    inProject: refuse,
    open: refuse,
    snapshot: refuse,
    state: refuse,
    notes: async () => [],
    // Who follows a download reads events too.
    lookUp: async () => null,
    openRuns: () => [],
    close: async () => {},
  };
}
