import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDrawLoop } from './draw-loop.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A loop whose frames come when they are asked for. */
function scene() {
  const waiting = new Map<number, () => void>();
  let last = 0;
  const state = { isDrawing: false, isIncomplete: false, isBusy: null as boolean | null };
  const drawn: boolean[] = [];
  const loop = createDrawLoop({
    draw: (isMoving) => drawn.push(isMoving),
    isDrawing: () => state.isDrawing,
    isIncomplete: () => state.isIncomplete,
    setBusy: (isBusy) => {
      state.isBusy = isBusy;
    },
    clock: {
      request: (callback) => {
        waiting.set(++last, callback);
        return last;
      },
      cancel: (request) => waiting.delete(request),
    },
  });
  /** Lets one frame pass; false where none was asked for. */
  const frame = () => {
    const [next] = waiting;
    if (!next) return false;
    waiting.delete(next[0]);
    next[1]();
    return true;
  };
  return { loop, state, drawn, frame, waiting };
}

test('changes within one frame are drawn once, and then no frame is asked for', () => {
  const { loop, state, drawn, frame } = scene();
  loop.schedule();
  loop.schedule();
  expect(state.isBusy).toBe(true);
  expect([frame(), frame(), frame()]).toEqual([true, true, false]);
  expect([drawn, state.isBusy]).toEqual([[false], false]);
});

test('a card that still draws gets no other frame; the newest state is drawn when it is through', () => {
  const { loop, state, drawn, frame } = scene();
  state.isDrawing = true;
  loop.schedule();
  for (let i = 0; i < 5; i++) expect(frame()).toBe(true);
  expect(drawn).toEqual([]);
  state.isDrawing = false;
  frame();
  expect(drawn).toEqual([false]);
});

test('what moves is drawn coarsely, and in full once it has come to rest', () => {
  const { loop, state, drawn, frame } = scene();
  for (let i = 0; i < 3; i++) {
    loop.move();
    frame();
    vi.advanceTimersByTime(100);
  }
  while (frame());
  expect([drawn, state.isBusy]).toEqual([[true, true, true], true]);
  vi.advanceTimersByTime(100);
  while (frame());
  expect([drawn, state.isBusy]).toEqual([[true, true, true, false], false]);
});

test('it is busy while something is still to come', () => {
  const { loop, state, frame } = scene();
  state.isIncomplete = true;
  loop.schedule();
  while (frame());
  expect(state.isBusy).toBe(true);
  state.isIncomplete = false;
  loop.schedule();
  while (frame());
  expect(state.isBusy).toBe(false);
});

test('nothing is drawn any more once it is gone', () => {
  const { loop, drawn, frame, waiting } = scene();
  loop.move();
  loop.dispose();
  vi.advanceTimersByTime(1000);
  expect([frame(), drawn, waiting.size]).toEqual([false, [], 0]);
});
