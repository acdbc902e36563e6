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
  let lastState: ProjectState | undefined;

  /** A page goes on showing what it has of a project whose database was deleted, with the sentence that it was. */
  function tellLost(position: Position, note: string): Changes | null {
    if (!lastState) return null;
    const state = withNote(lastState, note);
    const text = JSON.stringify(state);
    if (text === position.state) return null;
    position.state = text;
    const { feed, sequence } = position;
    return { event: 'changes', feed, sequence, isFresh: false, rows: [], items: [], state };
  }

  return {
    async state() {
      const found = await session();
      return withNote(await found.perform({}, ({ project }) => takeState(project)), noteOf(found));
    },
    async lookUp(position, version) {
      const found = await session();
      if (found.lost) return tellLost(position, found.lost.message);
      return found.perform({}, async (context) => {
        const changes = await takeChanges(context, position, { version, take: installation }, noteOf(found));
        lastState = changes?.state ?? lastState;
        return changes;
      });
    },
  };
}
