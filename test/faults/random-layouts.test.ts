import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../open-engine.ts';
import { tryLayout } from './layouts.ts';

const LAYOUTS = 200;

test(`in ${LAYOUTS} random folders no file of somebody else is touched`, { timeout: 60_000 }, async () => {
  const root = await quickFolder();
  const outcomes: Record<string, number> = {};
  for (let layout = 0; layout < LAYOUTS; layout++) {
    const { outcome, before, after } = await tryLayout(layout, join(root, `${layout}`));
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    expect(after, `layout ${layout}, ${outcome}`).toEqual(before);
  }
  // All ways were gone, and none ended in a failure of our own.
  expect(Object.keys(outcomes).sort()).toEqual(['bad-input', 'needs-repair', 'not-found', 'opened']);
});

/** In memory where there is such a place: some thousand commits wait for a disk otherwise. */
async function quickFolder(): Promise<string> {
  if (!existsSync('/dev/shm')) return temporaryFolder();
  const folder = await mkdtemp('/dev/shm/depthroom-test-');
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
