import { afterEach, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { answerWith, inputOf, refusal, sampleExport, samplePhoto, sampleRun } from '../server/stand-in.ts';
import { resetAllStores } from '../state/create-store.ts';
import { noteModal } from '../state/dialogs.ts';
import { useNotices } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { useQuestion } from '../state/question.ts';
import { useSelection } from '../state/selection.ts';
import { photosToRemove, removeMarked } from './remove.ts';

const snapshot = {
  photos: ['a', 'b', 'c'].map((id) => samplePhoto({ id, name: `${id}.jpg` })),
  runs: ['a', 'a', 'b'].map((photoId, index) => sampleRun({ id: `r${index}`, photoId })),
  exports: [sampleExport({ id: 'x', runId: 'r1' }), sampleExport({ id: 'y', runId: 'r2' })],
} as Snapshot;

afterEach(() => {
  vi.unstubAllGlobals();
  resetAllStores();
});

test('photos are removed without a question, and the way back is there', async () => {
  const inputs: unknown[] = [];
  answerWith((_, init) => {
    inputs.push(inputOf(init));
    return { trashId: 't' };
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

test('each press removes the next photo, none is asked for twice, and what has gone already is a success', async () => {
  const inputs: unknown[] = [];
  answerWith((_, init) => {
    inputs.push(inputOf(init));
    return refusal('not-found', 'Expected a photo of this project, but received an unknown id.', 404);
  });
  useProject.setState({ snapshot });
  useSelection.setState({ photoId: 'b', marked: [] });
  for (let press = 0; press < 5; press++) removeMarked();
  expect(useSelection.getState().photoId).toBe('a');
  await vi.waitUntil(() => inputs.length === 3);
  expect(inputs).toEqual([{ photoIds: ['b'] }, { photoIds: ['c'] }, { photoIds: ['a'] }]);
  expect(useNotices.getState().notices).toEqual([]);
});

test('of several photos those are removed that are still there', async () => {
  const inputs: unknown[] = [];
  answerWith((_, init) => {
    inputs.push(inputOf(init));
    if (inputs.length > 2) return { trashId: 't' };
    if (inputs.length === 2)
      useProject.setState({ snapshot: { ...snapshot, photos: snapshot.photos.slice(1) } });
    return refusal('not-found', 'One has gone.', 404);
  });
  useProject.setState({ snapshot });
  useSelection.setState({ photoId: 'a', marked: ['a', 'b'] });
  removeMarked();
  // Nobody has told the page yet: nothing is removed, and it can be tried again.
  await vi.waitUntil(() => useNotices.getState().notices.length > 0);
  useNotices.getState().notices[0].action?.run();
  await vi.waitUntil(() => inputs.length === 3);
  expect(inputs.slice(1)).toEqual([{ photoIds: ['a', 'b'] }, { photoIds: ['b'] }]);
});

test('nothing is removed behind a dialog', () => {
  const asked = answerWith(() => ({ trashId: 't' }));
  useProject.setState({ snapshot });
  const leave = noteModal(Symbol());
  removeMarked();
  leave();
  expect(asked).toEqual([]);
});

test('one photo is named, with all that hangs on it', () => {
  expect(photosToRemove(snapshot, ['a'])).toEqual({ what: 'a.jpg', along: '2 runs and 1 export' });
  expect(photosToRemove(snapshot, ['c'])).toEqual({ what: 'c.jpg', along: '' });
});

test('without photos nothing is asked of the core', () => {
  const asked = answerWith(() => ({ trashId: 't' }));
  removeMarked();
  useProject.setState({ snapshot: { ...snapshot, photos: [] } });
  removeMarked();
  expect(asked).toEqual([]);
});
