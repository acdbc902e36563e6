import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ProjectEvent } from '../../contract/calls/snapshot.ts';
import { answerWith, refusal } from '../testing/stand-in.ts';
import { type Connection, followEvents } from './events.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const progress = (fraction: number): ProjectEvent => ({
  event: 'progress',
  progress: { id: 'r', stage: 'network', fraction, secondsLeft: null },
});
const lines = (...events: unknown[]) =>
  new Response(events.map((event) => `${JSON.stringify(event)}\n`).join(''));

/** Follows the answers of a core until it has none left. */
async function follow(answers: (() => unknown)[]) {
  const stop = new AbortController();
  const heard: number[] = [];
  const connections: Connection[] = [];
  const askedAt: number[] = [];
  const start = Date.now();
  answerWith(() => {
    askedAt.push(Date.now() - start);
    const answer = answers.shift();
    if (answers.length === 0) queueMicrotask(() => setTimeout(() => stop.abort(), 1));
    return answer?.();
  });
  const over = followEvents(
    {
      onEvent: (event) => event.event === 'progress' && heard.push(event.progress.fraction),
      onConnection: (connection) => connections.push(connection),
    },
    stop.signal,
  );
  await vi.advanceTimersByTimeAsync(60_000);
  await over;
  return { heard, connections, askedAt };
}

test('events are heard in order, and the page comes back when the stream ends', async () => {
  const seen = await follow([() => lines(progress(0.1), progress(0.2)), () => lines(progress(0.3))]);
  expect(seen).toEqual({
    heard: [0.1, 0.2, 0.3],
    connections: ['live', 'live', 'reconnecting', 'live', 'reconnecting'],
    askedAt: [0, 500],
  });
});

test('pauses grow while nobody answers, up to eight seconds, and are short again afterwards', async () => {
  const gone = () => new TypeError('fetch failed');
  const { askedAt } = await follow([gone, gone, gone, gone, gone, gone, () => lines(progress(0)), gone]);
  expect(askedAt).toEqual([0, 500, 1500, 3500, 7500, 15_500, 23_500, 24_000]);
});

test('a page without the key is told so', async () => {
  const { connections } = await follow([() => refusal('forbidden', 'No.', 403)]);
  expect(connections).toEqual(['refused']);
});

test('an event that does not fit ends it: the page is older than the core', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { connections, askedAt } = await follow([() => lines({ event: 'new kind' }), () => lines()]);
  expect(connections).toEqual(['outdated']);
  expect(askedAt).toEqual([0]);
});
