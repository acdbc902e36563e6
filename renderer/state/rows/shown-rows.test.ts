import { afterEach, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../../contract/calls/snapshot.ts';
import { answerWith, inputOf, samplePhoto, sampleRun } from '../../testing/stand-in.ts';
import { resetAllStores } from '../create-store.ts';
import { useProject } from '../project.ts';
import { loadOlderRuns, loadRows } from './shown-rows.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  resetAllStores();
});

const runs = (...ids: string[]) => ids.map((id) => sampleRun({ id }));

test('older runs come before those that are here, each once, and what is left is known', async () => {
  const inputs: unknown[] = [];
  const at = { feed: 'f', sequence: 1 };
  answerWith((path, init) => {
    if (path.endsWith('photoRows'))
      return {
        ...at,
        photo: samplePhoto(),
        runs: runs('r5', 'r6'),
        older: 4,
        truths: [],
        comparisons: [],
        exports: [],
      };
    inputs.push(inputOf(init));
    return inputs.length === 1
      ? { ...at, runs: runs('r3', 'r4', 'r6'), exports: [], older: 2 }
      : { ...at, runs: runs('r1', 'r2'), exports: [], older: 0 };
  });
  const nothing = { photos: [], runs: [], truths: [], comparisons: [], exports: [] };
  useProject.setState({ ...at, snapshot: nothing as unknown as Snapshot });
  const here = () => useProject.getState().snapshot?.runs.map(({ id }) => id);

  await loadRows('p');
  expect([here(), useProject.getState().older]).toEqual([['r5', 'r6'], { p: 4 }]);
  await loadOlderRuns('p');
  expect([here(), useProject.getState().older]).toEqual([['r3', 'r4', 'r5', 'r6'], { p: 2 }]);
  await loadOlderRuns('p');
  expect([here(), useProject.getState().older]).toEqual([['r1', 'r2', 'r3', 'r4', 'r5', 'r6'], {}]);
  expect(inputs).toEqual([
    { photoId: 'p', beforeRunId: 'r5' },
    { photoId: 'p', beforeRunId: 'r3' },
  ]);
});
