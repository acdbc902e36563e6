import type { Progress, ProjectEvent, Snapshot } from '../../contract/calls/snapshot.ts';

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
/** How often a change by another process is looked for while somebody listens. */
const LOOK_MS = 1_000;

/** `dataVersion` changes when another process has written to the project. */
export function createEvents(snapshot: () => Promise<Snapshot>, dataVersion: () => number): Events {
  const listeners = new Set<(event: ProjectEvent) => void>();
  let gathering: NodeJS.Timeout | null = null;
  let looking: NodeJS.Timeout | null = null;
  let seen = 0;

  const tell = (event: ProjectEvent) => {
    for (const listener of listeners) listener(event);
  };
  const announce = async () => {
    gathering = null;
    if (listeners.size > 0) tell({ event: 'snapshot', snapshot: await snapshot() });
  };
  const changed = () => {
    gathering ??= setTimeout(() => void announce().catch((thrown) => console.error(thrown)), GATHER_MS);
  };
  const look = () => {
    const version = dataVersion();
    if (version !== seen) changed();
    seen = version;
  };
  return {
    changed,
    progress: (progress) => tell({ event: 'progress', progress }),
    subscribe(listener) {
      listeners.add(listener);
      void snapshot()
        .then((first) => listeners.has(listener) && listener({ event: 'snapshot', snapshot: first }))
        .catch((thrown) => console.error(thrown));
      if (!looking) {
        seen = dataVersion();
        looking = setInterval(look, LOOK_MS);
        looking.unref();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && looking) {
          clearInterval(looking);
          looking = null;
        }
      };
    },
    close() {
      listeners.clear();
      if (looking) clearInterval(looking);
      if (gathering) clearTimeout(gathering);
    },
  };
}
