import { afterEach, expect, test, vi } from 'vitest';
import type { ProjectState } from '../../contract/calls/snapshot.ts';
import { resetAllStores } from '../state/create-store.ts';
import { useNotices } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { useSelection } from '../state/selection.ts';
import { answerWith, inputOf, refusal } from '../testing/stand-in.ts';
import { openAsked, openProject, openRecent, useAsked } from './open-project.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  resetAllStores();
});

const opened: ProjectState = {
  project: { folder: '/b', name: 'b' },
  trash: { removed: 0, unknownFiles: 0 },
  unreadable: [],
  photoCount: 0,
  exportCount: 0,
  queue: { running: [], waiting: 0, waitingSeconds: 0, exporting: [] },
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

const LOST = 'The project /b holds 3 kept files, but its database project.db is missing.';

test('a project that needs repair is asked about, and opened as the person says', async () => {
  const inputs: unknown[] = [];
  answerWith((_, init) => {
    const input = inputOf(init);
    inputs.push(input);
    return input.repair ? { ...opened, photoCount: 1 } : refusal('needs-repair', LOST);
  });
  useAsked.setState({ isOpen: true, folder: ' /b ' });
  await openAsked(true);
  expect(useAsked.getState()).toEqual({ isOpen: true, folder: '/b', trouble: LOST });
  expect(useProject.getState().snapshot).toBeNull();
  await openAsked(false, 'take-in');
  expect(inputs).toEqual([
    { folder: '/b', create: true },
    { folder: '/b', create: false, repair: 'take-in' },
  ]);
  expect(useAsked.getState()).toMatchObject({ isOpen: false, trouble: null });
  expect(useNotices.getState().notices[0].sentence).toBe('Made 1 photo of the files.');
});

test('a folder that is refused is left in the dialog, with nothing to repair', async () => {
  answerWith(() => refusal('bad-input', 'It holds other files.'));
  useAsked.setState({ isOpen: true, folder: '/home' });
  await expect(openAsked(true)).rejects.toMatchObject({ code: 'bad-input' });
  expect(useAsked.getState()).toEqual({ isOpen: true, folder: '/home', trouble: null });
});

test('a project of the list opens the dialog where it needs repair, and else says why it cannot be opened', async () => {
  answerWith(() => refusal('needs-repair', LOST));
  await openRecent('/b');
  expect(useAsked.getState()).toEqual({ isOpen: true, folder: '/b', trouble: LOST });
  expect(useNotices.getState().notices).toEqual([]);
  answerWith(() => refusal('not-found', 'It is gone.'));
  await openRecent('/c');
  expect(useNotices.getState().notices[0].sentence).toBe('It is gone.');
});
