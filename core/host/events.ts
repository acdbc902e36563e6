import type { Progress, ProjectEvent, Snapshot } from '../../contract/calls/snapshot.ts';
import { toFailure } from '../../contract/errors.ts';
import type { Background } from '../disk/background.ts';

/** Announces: one `snapshot` after rows changed, `progress` while something works. */
export interface Events {
  changed(): void;
  progress(progress: Progress): void;
  /** The first event is a snapshot. Returns what ends the subscription. */
  subscribe(listener: (event: ProjectEvent) => void): () => void;
  close(): void;
}

/** Changes that come in quick succession are announced together. */
const GATHER_MS = 40;
/** When a snapshot that could not be taken (the project is locked) is tried again. */
const AGAIN_MS = 1_000;

export function createEvents(snapshot: () => Promise<Snapshot>, background: Background): Events {
  const listeners = new Set<(event: ProjectEvent) => void>();
  /** Whom the next snapshot is for. */
  const behind = new Set<(event: ProjectEvent) => void>();
  let isGathering = false;

  function tell(event: ProjectEvent, whom: Iterable<(event: ProjectEvent) => void>): void {
    // Who cannot be told (a page that has just gone) must not keep it from the others.
    for (const listener of whom) background.run('tell a page what changed', () => listener(event));
  }

  function announceIn(ms: number): void {
    if (isGathering) return;
    isGathering = true;
    background.after(ms, 'announce what changed', announce);
  }

  async function announce(): Promise<void> {
    isGathering = false;
    const whom = [...behind];
    behind.clear();
    if (whom.length === 0) return;
    try {
      const taken = await snapshot();
      tell(
        { event: 'snapshot', snapshot: taken },
        whom.filter((listener) => listeners.has(listener)),
      );
    } catch (thrown) {
      if (toFailure(thrown).code === 'cancelled') return;
      for (const listener of whom) if (listeners.has(listener)) behind.add(listener);
      announceIn(AGAIN_MS);
      throw thrown;
    }
  }

  return {
    changed() {
      for (const listener of listeners) behind.add(listener);
      if (behind.size > 0) announceIn(GATHER_MS);
    },
    progress: (progress) => tell({ event: 'progress', progress }, listeners),
    subscribe(listener) {
      listeners.add(listener);
      behind.add(listener);
      announceIn(0);
      return () => {
        listeners.delete(listener);
        behind.delete(listener);
      };
    },
    close() {
      listeners.clear();
      behind.clear();
    },
  };
}
