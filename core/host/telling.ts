import type { Changes, Installation, ProjectState } from '../../contract/calls/snapshot.ts';
import { takeChanges, takeState, withNote } from './changes.ts';
import type { LookUp, Position } from './events.ts';
import type { ProjectSession } from './session.ts';

interface Telling {
  /** The open project without its rows. */
  state(): Promise<ProjectState>;
  /** What is new for who reads events. */
  lookUp: LookUp;
}

/** What pages are told of the project that is open. */
export function tellingOf(host: {
  session(): Promise<ProjectSession>;
  /** What a person is to be told of the project. */
  noteOf(session: ProjectSession): string | null;
  installation(): Promise<Installation>;
}): Telling {
  const { session, noteOf, installation } = host;
  /** What was told last, of which project. */
  let last: { session: ProjectSession; state: ProjectState } | undefined;

  /** A page goes on showing what it has of a project whose database was deleted, with the sentence that it was. */
  async function tellLost(
    session: ProjectSession,
    position: Position,
    version: number,
    note: string,
  ): Promise<Changes | null> {
    // What was found damaged before any page was told of it is still open.
    if (last?.session !== session) {
      const taken = await takeState(session.project).catch(() => null);
      last = taken ? { session, state: taken } : undefined;
    }
    if (!last) return null;
    const state = withNote(last.state, note);
    const text = JSON.stringify(state);
    if (text === position.state) return null;
    const isFirst = position.installation === null;
    Object.assign(position, { state: text, installation: version });
    const { feed, sequence } = position;
    return {
      event: 'changes',
      feed,
      sequence,
      isFresh: isFirst,
      rows: [],
      items: [],
      state,
      ...(isFirst && { installation: await installation() }),
    };
  }

  return {
    async state() {
      const found = await session();
      return withNote(await found.perform({}, ({ project }) => takeState(project)), noteOf(found));
    },
    async lookUp(position, version) {
      const found = await session();
      if (found.lost) return tellLost(found, position, version, found.lost.message);
      return found.perform({}, async (context) => {
        const changes = await takeChanges(context, position, { version, take: installation }, noteOf(found));
        if (changes?.state) last = { session: found, state: changes.state };
        return changes;
      });
    },
  };
}
