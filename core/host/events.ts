import type { Changes, Progress, ProjectEvent } from '../../contract/calls/snapshot.ts';
import { toFailure } from '../../contract/errors.ts';
import type { Background } from '../disk/background.ts';

/** How much a reader knows: the changes of a feed up to a number, and the texts of the rest. */
export interface Position {
  feed: string;
  sequence: number;
  /** What it was told last; null before that. */
  state: string | null;
  /** As of which version; null before any. */
  installation: number | null;
}

/** Events one after the other, as fast as somebody reads them. What a slow reader has missed is asked for when it comes back: nothing heaps up. */
export interface EventReader {
  /** The next event; null once the reader or the engine is closed. */
  next(): Promise<ProjectEvent | null>;
  close(): void;
}

/** Tells those who read what has changed, in order, and what is at work. */
export interface Events {
  /** Something may have changed: what it is, is looked up for each reader. */
  changed(): void;
  /** The installation has changed: packs, downloads, the list of projects. */
  installationChanged(): void;
  progress(progress: Progress): void;
  /** `since`: what the reader knows already. */
  read(since?: Pick<Position, 'feed' | 'sequence'>): EventReader;
  /** Reads for a listener. Returns what ends it. */
  subscribe(listener: (event: ProjectEvent) => unknown): () => void;
  close(): void;
}

/** Looks up what is new after a position; null where nothing is. Moves the position on. */
export type LookUp = (position: Position, installationVersion: number) => Promise<Changes | null>;

/** Changes that come in quick succession are told together. */
const GATHER_MS = 40;
/** When changes that could not be looked up (the project is locked) are looked up again. */
const AGAIN_MS = 1_000;

interface Reader {
  position: Position;
  isBehind: boolean;
  isClosed: boolean;
  /** The latest of each piece of work: what came before it is of no use. */
  progress: Map<string, Progress>;
  wake: (() => void) | null;
}

export function createEvents(lookUp: LookUp, background: Background): Events {
  const readers = new Set<Reader>();
  let isGathering = false;
  let version = 0;

  function wakeAll(): void {
    isGathering = false;
    for (const reader of readers) reader.wake?.();
  }

  function wakeIn(ms: number): void {
    if (isGathering || readers.size === 0) return;
    isGathering = true;
    background.after(ms, 'tell what changed', wakeAll);
  }

  function changed(): void {
    for (const reader of readers) reader.isBehind = true;
    wakeIn(GATHER_MS);
  }

  /** What has changed for a reader; null where nothing has, or where it cannot be looked up now. */
  async function look(reader: Reader): Promise<Changes | null> {
    reader.isBehind = false;
    let found: Changes | null = null;
    await background.run('look up what changed', async () => {
      try {
        found = await lookUp(reader.position, version);
      } catch (thrown) {
        reader.isBehind = true;
        // Another project is being opened, which is told, or everything ends.
        if (toFailure(thrown).code === 'cancelled') return;
        wakeIn(AGAIN_MS);
        throw thrown;
      }
    });
    return found;
  }

  async function next(reader: Reader): Promise<ProjectEvent | null> {
    for (;;) {
      if (reader.isClosed) return null;
      const changes = reader.isBehind ? await look(reader) : null;
      if (reader.isClosed) return null;
      if (changes) return changes;
      const [latest] = reader.progress.values();
      if (latest) {
        reader.progress.delete(latest.id);
        return { event: 'progress', progress: latest };
      }
      await new Promise<void>((resolve) => {
        reader.wake = resolve;
      });
      reader.wake = null;
    }
  }

  function read(since = { feed: '', sequence: 0 }): EventReader {
    const position = { ...since, state: null, installation: null };
    const reader: Reader = { position, isBehind: true, isClosed: false, progress: new Map(), wake: null };
    readers.add(reader);
    return {
      next: () => next(reader),
      close: () => end(reader),
    };
  }

  function end(reader: Reader): void {
    readers.delete(reader);
    reader.isClosed = true;
    reader.wake?.();
  }

  return {
    changed,
    installationChanged() {
      version++;
      changed();
    },
    progress(progress) {
      for (const reader of readers) {
        reader.progress.delete(progress.id);
        reader.progress.set(progress.id, progress);
        // What has changed is told first, together with what changes meanwhile.
        if (!reader.isBehind) reader.wake?.();
      }
    },
    read,
    subscribe(listener) {
      const reader = read();
      background.run('tell what changed', async () => {
        for (let event = await reader.next(); event; event = await reader.next()) {
          const told = event;
          await background.run('tell a page what changed', () => listener(told));
        }
      });
      return reader.close;
    },
    close() {
      for (const reader of readers) end(reader);
    },
  };
}
