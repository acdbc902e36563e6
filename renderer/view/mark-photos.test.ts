import { beforeEach, expect, test, vi } from 'vitest';
import type { PhotoItem } from '../../contract/calls/snapshot.ts';
import { resetAllStores } from '../state/create-store.ts';
import { useProject } from '../state/project.ts';
import { arrange, usePhotoList } from '../state/rows/photo-list.ts';
import { useSelection } from '../state/selection.ts';
import { answerWith } from '../testing/stand-in.ts';
import { currentPhotoId, markAll, markedAfter, markPhoto, stepBy } from './mark-photos.ts';

const ids = ['a', 'b', 'c', 'd'];

test('a click marks one, with control it toggles, with shift it takes all between', () => {
  expect(markedAfter(ids, ['a', 'b'], 'a', 'c', 'only')).toEqual(['c']);
  expect(markedAfter(ids, ['a', 'b'], 'a', 'b', 'toggle')).toEqual(['a']);
  expect(markedAfter(ids, ['a'], 'a', 'd', 'toggle')).toEqual(['a', 'd']);
  expect(markedAfter(ids, [], 'd', 'b', 'range')).toEqual(['b', 'c', 'd']);
  expect(markedAfter(ids, [], null, 'b', 'range')).toEqual(['b']);
});

beforeEach(() => {
  resetAllStores();
  const items = ids.map((id) => ({ id }) as PhotoItem);
  usePhotoList.setState({ total: ids.length, pages: { 0: items }, firstId: 'a' });
});

test('a click with control marks beside the photo on the stage, which stays there', () => {
  markPhoto('b', 'only');
  markPhoto('d', 'toggle');
  expect(useSelection.getState()).toMatchObject({ photoId: 'b', marked: ['b', 'd'] });
  markPhoto('c', 'range');
  expect(useSelection.getState()).toMatchObject({ photoId: 'b', marked: ['b', 'c'] });
});

test('a step stops at the ends, and marks the way where it is to', () => {
  const reached = (from: string | null, step: number) => {
    useSelection.setState({ photoId: from, marked: [] });
    stepBy(step, false);
    return currentPhotoId();
  };
  expect([reached(null, 1), reached('a', 9), reached('d', 1)]).toEqual(['a', 'd', 'd']);
  expect([reached('c', -Infinity), reached('a', Infinity)]).toEqual(['a', 'd']);
  useSelection.setState({ photoId: 'a', marked: ['d'] });
  stepBy(1, true);
  stepBy(1, true);
  expect(useSelection.getState()).toMatchObject({ photoId: 'c', marked: ['d', 'a', 'b', 'c'] });
  useSelection.setState({ photoId: 'd', marked: [] });
  stepBy(-Infinity, true);
  expect(useSelection.getState()).toMatchObject({ photoId: 'a', marked: ['d', 'c', 'b', 'a'] });
  markAll();
  expect(useSelection.getState().marked).toEqual(ids);
  usePhotoList.setState({ total: 0, pages: {} });
  useSelection.setState({ photoId: null });
  stepBy(1, false);
  expect(useSelection.getState().photoId).toBeNull();
});

test('a step and a mark of all wait for the order that was asked for', async () => {
  const shown = useProject.getState().feed;
  answerWith(() => ({
    feed: shown,
    sequence: 0,
    total: 4,
    index: null,
    items: ids.toReversed().map((id) => ({
      ...{ id, name: id, width: 1, height: 1, thumbnail: 't' },
      ...{ done: 0, working: 0, failed: 0, isStarred: false },
    })),
  }));
  useSelection.setState({ photoId: 'b', marked: [] });
  arrange({ sort: 'newest' });
  stepBy(-Infinity, false);
  await expect.poll(() => currentPhotoId() === 'd').toBe(true);
  arrange({ sort: 'name' });
  markAll();
  expect(useSelection.getState().marked).toEqual(['d']);
  await expect.poll(() => useSelection.getState().marked.length === 4).toBe(true);
  vi.unstubAllGlobals();
});
