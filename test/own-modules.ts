import { afterAll, vi } from 'vitest';

/**
 * Is run before each file of tests that shares its process with others: its modules are read anew, so that no store, cache or counter of another
 * file is in them, and nothing that it puts in the place of a global or of the clock is left behind.
 */
vi.resetModules();
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
