import { afterEach, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { answerWith, inputOf, samplePhoto } from '../server/stand-in.ts';
import { resetAllStores } from '../state/create-store.ts';
import { useProject } from '../state/project.ts';
import { useQuestion } from '../state/question.ts';
import { useSelection } from '../state/selection.ts';
import { removeMarked } from './remove.ts';

const photos = ['a', 'b', 'c'].map((id) => samplePhoto({ id, name: `${id}.jpg` }));

afterEach(() => {
  vi.unstubAllGlobals();
  resetAllStores();
});

test('nothing is removed before a person says so', async () => {
  const inputs: unknown[] = [];
  answerWith((_, init) => {
    inputs.push(inputOf(init));
    return null;
  });
  useProject.setState({ snapshot: { photos } as Snapshot });
  useSelection.setState({ photoId: 'a', marked: ['b', 'c'] });
  removeMarked();
  const { question } = useQuestion.getState();
  expect(question?.title).toBe('Remove 2 photos?');
  expect(inputs).toEqual([]);
  question?.run();
  await vi.waitUntil(() => inputs.length > 0);
  expect(inputs).toEqual([{ photoIds: ['b', 'c'] }]);
  expect(useSelection.getState().marked).toEqual([]);
});

test('one photo is named; without photos nothing is asked', () => {
  removeMarked();
  expect(useQuestion.getState().question).toBeNull();
  useProject.setState({ snapshot: { photos } as Snapshot });
  removeMarked();
  expect(useQuestion.getState().question?.title).toBe('Remove a.jpg?');
});
