import { afterEach, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { answerWith, inputOf, samplePhoto } from '../server/stand-in.ts';
import { resetAllStores } from '../state/create-store.ts';
import { useNotices } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { useQuestion } from '../state/question.ts';
import { useSelection } from '../state/selection.ts';
import { namePhotos, removeMarked } from './remove.ts';

const snapshot = {
  photos: ['a', 'b', 'c'].map((id) => samplePhoto({ id, name: `${id}.jpg` })),
} as Snapshot;

afterEach(() => {
  vi.unstubAllGlobals();
  resetAllStores();
});

test('photos are removed without a question, and the way back is there', async () => {
  const inputs: unknown[] = [];
  answerWith((_, init) => {
    inputs.push(inputOf(init));
    return { trashId: 't', runs: 1, exports: 1 };
  });
  useProject.setState({ snapshot });
  useSelection.setState({ photoId: 'a', marked: ['b', 'c'] });
  removeMarked();
  expect(useQuestion.getState().question).toBeNull();
  await vi.waitUntil(() => useNotices.getState().notices.length > 0);
  const [{ sentence, action }] = useNotices.getState().notices;
  expect([sentence, action?.label]).toEqual(['Removed 2 photos with 1 run and 1 export.', 'Undo']);
  expect(inputs).toEqual([{ photoIds: ['b', 'c'] }]);
  expect(useSelection.getState().marked).toEqual([]);
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
    await vi.waitUntil(() => useNotices.getState().notices.some(({ sentence }) => sentence === text));
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
