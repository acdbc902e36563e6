import { afterEach, expect, test, vi } from 'vitest';
import type { PhotoItem, Snapshot } from '../../contract/calls/snapshot.ts';
import { resetAllStores } from '../state/create-store.ts';
import { isBehindModal, noteModal } from '../state/dialogs.ts';
import { useNotices } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { useQuestion } from '../state/question.ts';
import { usePhotoList } from '../state/rows/photo-list.ts';
import { useSelection } from '../state/selection.ts';
import { answerAlways, answerWith, inputOf, refusal, samplePhoto } from '../testing/stand-in.ts';
import { namePhotos, removeMarked } from './remove.ts';

const snapshot = {
  photos: ['a', 'b', 'c'].map((id) => samplePhoto({ id, name: `${id}.jpg` })),
} as Snapshot;

const items = ['a', 'b', 'c'].map((id) => ({ id, name: `${id}.jpg` }) as PhotoItem);

afterEach(() => {
  vi.unstubAllGlobals();
  resetAllStores();
});

test('photos are removed without a question, and the way back is there', async () => {
  const inputs = answerAlways({ trashId: 't', runs: 1, exports: 1 });
  useProject.setState({ snapshot });
  useSelection.setState({ photoId: 'a', marked: ['b', 'c'] });
  removeMarked();
  expect(useQuestion.getState().question).toBeNull();
  await expect.poll(() => useNotices.getState().notices.length > 0).toBe(true);
  const [{ sentence, action }] = useNotices.getState().notices;
  expect([sentence, action?.label]).toEqual(['Removed 2 photos with 1 run and 1 export.', 'Undo']);
  expect(inputs).toEqual([{ photoIds: ['b', 'c'] }]);
  expect(useSelection.getState().marked).toEqual([]);
});

test('each press removes the next photo, none is asked for twice, and what has gone already is a success', async () => {
  const inputs: unknown[] = [];
  answerWith((_, init) => {
    inputs.push(inputOf(init));
    return refusal('not-found', 'Expected a photo of this project, but received an unknown id.', 404);
  });
  useProject.setState({ snapshot });
  usePhotoList.setState({ total: 3, pages: { 0: items } });
  useSelection.setState({ photoId: 'b', marked: [] });
  for (let press = 0; press < 5; press++) removeMarked();
  expect(useSelection.getState().photoId).toBe('a');
  await expect.poll(() => inputs.length === 3).toBe(true);
  expect(inputs).toEqual([{ photoIds: ['b'] }, { photoIds: ['c'] }, { photoIds: ['a'] }]);
  expect(useNotices.getState().notices).toEqual([]);
});

test('of several photos those are removed that are still there', async () => {
  const removals: unknown[] = [];
  let left = ['a', 'b'];
  answerWith((path, init) => {
    if (path === '/call/listPhotoIds') return { ids: left };
    removals.push(inputOf(init));
    return removals.length > 2 ? { trashId: 't' } : refusal('not-found', 'One has gone.', 404);
  });
  useProject.setState({ snapshot });
  useSelection.setState({ photoId: 'a', marked: ['a', 'b'] });
  removeMarked();
  // All are there again: nothing is removed, and it can be tried again.
  await expect.poll(() => useNotices.getState().notices.length > 0).toBe(true);
  left = ['b'];
  useNotices.getState().notices[0].action?.run();
  await expect.poll(() => removals.length === 3).toBe(true);
  expect(removals.slice(1)).toEqual([{ photoIds: ['a', 'b'] }, { photoIds: ['b'] }]);
});

test('nothing is removed behind a dialog', async () => {
  const asked = answerWith(() => ({ trashId: 't' }));
  useProject.setState({ snapshot });
  const leave = noteModal(Symbol());
  removeMarked();
  leave();
  expect(asked).toEqual([]);
  await expect.poll(() => !isBehindModal()).toBe(true);
});

test('one photo is named, with all that went with it', async () => {
  const along = [
    { runs: 2, exports: 1 },
    { runs: 0, exports: 0 },
  ];
  answerWith(() => ({ trashId: 't', ...along.shift() }));
  for (const [id, text] of [
    ['a', 'Removed a.jpg with 2 runs and 1 export.'],
    ['c', 'Removed c.jpg.'],
  ]) {
    useProject.setState({ snapshot });
    useSelection.setState({ photoId: id, marked: [] });
    removeMarked();
    await expect
      .poll(() => useNotices.getState().notices.some(({ sentence }) => sentence === text))
      .toBe(true);
  }
  expect(namePhotos(['of another part of the list'])).toBe('a photo');
});

test('without photos nothing is asked of the core', () => {
  const asked = answerWith(() => ({ trashId: 't' }));
  removeMarked();
  useProject.setState({ snapshot: { ...snapshot, photos: [] } });
  removeMarked();
  expect(asked).toEqual([]);
});
