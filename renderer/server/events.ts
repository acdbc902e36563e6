import { z } from 'zod';
import { eventSchema, type ProjectEvent } from '../../contract/calls/snapshot.ts';
import { reach } from './call.ts';
import { doubtServer } from './door.ts';
import { linesOf } from './lines.ts';

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'refused' | 'outdated';

interface Listener {
  /** The next event is read when this is over. */
  onEvent(event: ProjectEvent): unknown;
  /** What is known already; null where nothing is. */
  since?(): { feed: string; sequence: number } | null;
  onConnection(connection: Connection): void;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8000;

/** Follows /events until `signal` aborts, and comes back with growing pauses whenever the stream ends. */
export async function followEvents(listener: Listener, signal: AbortSignal): Promise<void> {
  let pause = FIRST_PAUSE;
  while (!signal.aborted) {
    try {
      const response = await reach(addressFor(listener.since?.() ?? null), { signal });
      if (!response.body) throw new Error('The stream of events has no body.');
      for await (const line of linesOf(response.body)) {
        const event = eventSchema.safeParse(JSON.parse(line));
        if (!event.success) {
          console.error(`An event does not fit this page. ${z.prettifyError(event.error)}`);
          listener.onConnection('outdated');
          return;
        }
        await listener.onEvent(event.data);
        listener.onConnection('live');
        pause = FIRST_PAUSE;
      }
      doubtServer();
      listener.onConnection('reconnecting');
    } catch (thrown) {
      if (signal.aborted) return;
      doubtServer();
      const isRefused = thrown instanceof Error && 'code' in thrown && thrown.code === 'forbidden';
      listener.onConnection(isRefused ? 'refused' : 'reconnecting');
    }
    await waitFor(pause, signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

function addressFor(since: { feed: string; sequence: number } | null): string {
  return since ? `/events?feed=${encodeURIComponent(since.feed)}&since=${since.sequence}` : '/events';
}

function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
