import { expect, test, vi } from 'vitest';
import { createFramePacing, nextDecimation } from './frame-pacing.ts';

test('slow frames thin a moving scene, fast ones fill it again', () => {
  expect([
    nextDecimation(1, 200),
    nextDecimation(8, 200),
    nextDecimation(4, 40),
    nextDecimation(4, 10),
    nextDecimation(1, 10),
  ]).toEqual([2, 8, 4, 2, 1]);
});

/** What pacing asks of WebGL: fences that are signalled when the card is through. */
function card() {
  const state = { isSignalled: false, isLost: false, fences: 0 };
  const gl = {
    SYNC_GPU_COMMANDS_COMPLETE: 1,
    SYNC_STATUS: 2,
    SIGNALED: 3,
    fenceSync: () => ({ number: ++state.fences }),
    flush: () => undefined,
    getSyncParameter: () => (state.isSignalled ? 3 : 0),
    deleteSync: () => undefined,
    isContextLost: () => state.isLost,
  };
  return { state, pacing: createFramePacing(gl as unknown as WebGL2RenderingContext) };
}

test('a card is busy from the frame that it was handed until it says that it is through', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(100);
  const { state, pacing } = card();
  expect(pacing.isBusy()).toBe(false);
  pacing.mark();
  now.mockReturnValue(140);
  expect([pacing.isBusy(), pacing.lastFrame()]).toEqual([true, 0]);
  state.isSignalled = true;
  now.mockReturnValue(150);
  expect([pacing.isBusy(), pacing.lastFrame()]).toEqual([false, 50]);
  now.mockRestore();
});

test('a frame that went away with its context keeps nobody waiting', () => {
  const { state, pacing } = card();
  pacing.mark();
  state.isLost = true;
  expect(pacing.isBusy()).toBe(false);
  state.isLost = false;
  expect(pacing.isBusy()).toBe(true);
  pacing.forget();
  expect(pacing.isBusy()).toBe(false);
});
