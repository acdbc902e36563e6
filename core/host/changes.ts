import type { Changes, Installation, ProjectState } from '../../contract/calls/snapshot.ts';
import { VERSION } from '../../contract/version.ts';
import type { Library } from '../library/open-library.ts';
import type { Context } from '../project/context.ts';
import { photoItems, totalOf } from '../project/pages/photo-list.ts';
import { changedRows } from '../project/pages/photo-rows.ts';
import { queueFacts } from '../project/pages/queue-facts.ts';
import type { Project } from '../project/project.ts';
import type { RecentProjects } from '../project/recent-projects.ts';
import { summariseTrash } from '../project/trash/list-trash.ts';
import { unreadableRows } from '../project/unreadable.ts';
import { watchFacts } from '../watch/watches.ts';
import type { Position } from './events.ts';

/** So many changes are told row by row; after more of them a page asks for what it shows. */
const MOST_CHANGES = 500;
/** So many sentences about rows that cannot be read are told. */
const MOST_SENTENCES = 100;

/** What a project is called, and what has to be said of it. */
export function projectWords({ folder, name, note }: Project): ProjectState['project'] {
  return { folder, name, ...(note !== null && { note }) };
}

/** A project without its rows. */
export async function takeState(project: Project): Promise<ProjectState> {
  const watching = watchFacts(project);
  return {
    project: projectWords(project),
    trash: await summariseTrash(project),
    unreadable: unreadableRows(project.database).slice(0, MOST_SENTENCES),
    photoCount: totalOf(project.database, 'photos'),
    exportCount: totalOf(project.database, 'exports'),
    queue: { ...queueFacts(project), ...(watching && { watching }) },
  };
}

/** The same with a sentence that a person must be told of the project. */
export function withNote<State extends Pick<ProjectState, 'project'>>(
  state: State,
  note: string | null,
): State {
  return note === null ? state : { ...state, project: { ...state.project, note } };
}

export async function takeInstallation(library: Library, recent: RecentProjects): Promise<Installation> {
  return {
    version: VERSION,
    recentProjects: recent.map(({ folder, name, openedAt }) => ({ folder, name, openedAt })),
    packs: await library.packs.list(),
    ...(await library.snapshot()),
  };
}

/** What is new after a position, which is moved on; null where nothing is. */
export async function takeChanges(
  { project, engineId }: Pick<Context, 'project' | 'engineId'>,
  position: Position,
  installation: { version: number; take(): Promise<Installation> },
  note: string | null,
): Promise<Changes | null> {
  const { changes } = project;
  const isKnown =
    position.feed === engineId &&
    position.sequence <= changes.latest() &&
    position.sequence >= changes.oldest() - 1;
  const found = isKnown ? changes.since(position.sequence, MOST_CHANGES + 1) : [];
  const isFresh = !isKnown || found.length > MOST_CHANGES;
  const sequence = isFresh ? changes.latest() : (found.at(-1)?.sequence ?? position.sequence);
  const rows = isFresh ? [] : changedRows(project, found);
  const photoIds = new Set(rows.flatMap(({ photoId }) => photoId ?? []));
  const items = photoItems(project, [...photoIds]).filter((item) => item !== null);

  const state = withNote(await takeState(project), note);
  const stateText = JSON.stringify(state);
  const isOtherState = isFresh || stateText !== position.state;
  const isOtherInstallation = position.feed !== engineId || position.installation !== installation.version;
  const told: Changes = {
    event: 'changes',
    feed: engineId,
    sequence,
    isFresh,
    rows,
    items,
    ...(isOtherState ? { state } : {}),
    ...(isOtherInstallation || position.installation === null
      ? { installation: await installation.take() }
      : {}),
  };
  const hasNews = isFresh || rows.length > 0 || isOtherState || isOtherInstallation;
  Object.assign(position, { feed: engineId, sequence, state: stateText, installation: installation.version });
  return hasNews ? told : null;
}
