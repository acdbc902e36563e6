import { afterEach, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { answerWith, inputOf, refusal } from '../server/stand-in.ts';
import { resetAllStores } from '../state/create-store.ts';
import { useProject } from '../state/project.ts';
import { useSelection } from '../state/selection.ts';
import { openProject } from './open-project.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  resetAllStores();
});

const opened: Snapshot = {
  version: '1',
  project: { folder: '/b', name: 'b' },
  recentProjects: [],
  photos: [],
  runs: [],
  truths: [],
  comparisons: [],
  exports: [],
  trash: { removed: 0, unknownFiles: 0 },
  unreadable: [],
  packs: [],
  catalogue: [],
  downloads: [],
  modelsFolder: { folder: '/m', isDefault: true, bytes: 0, freeBytes: null, problem: null, work: null },
};

test('another project is shown from its start: nothing of the last one stays chosen', async () => {
  useSelection.setState({ photoId: 'p', marked: ['p'], panes: { p: ['r'] }, activePane: 1 });
  const inputs: unknown[] = [];
  answerWith((_, init) => {
    inputs.push(inputOf(init));
    return opened;
  });
  await openProject('/b', true);
  expect(inputs).toEqual([{ folder: '/b', create: true }]);
  expect(useSelection.getState()).toEqual(useSelection.getInitialState());
  expect(useProject.getState().snapshot?.project.name).toBe('b');
});

test('a folder that is refused leaves the page as it is', async () => {
  useSelection.setState({ photoId: 'p' });
  answerWith(() => refusal('not-found', 'There is no such folder.'));
  await expect(openProject('/b', false)).rejects.toMatchObject({ code: 'not-found' });
  expect(useSelection.getState().photoId).toBe('p');
});
