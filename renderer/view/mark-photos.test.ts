import { beforeEach, expect, test } from 'vitest';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { samplePhoto } from '../server/stand-in.ts';
import { resetAllStores } from '../state/create-store.ts';
import { useProject } from '../state/project.ts';
import { useSelection } from '../state/selection.ts';
import { markedAfter, markPhoto, stepTo } from './mark-photos.ts';

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
  useProject.setState({
    snapshot: { photos: ids.map((id) => samplePhoto({ id })), runs: [], truths: [] } as unknown as Snapshot,
  });
});

test('a click with control marks beside the photo on the stage, which stays there', () => {
  markPhoto(ids, 'b', 'only');
  markPhoto(ids, 'd', 'toggle');
  expect(useSelection.getState()).toMatchObject({ photoId: 'b', marked: ['b', 'd'] });
  markPhoto(ids, 'c', 'range');
  expect(useSelection.getState()).toMatchObject({ photoId: 'b', marked: ['b', 'c'] });
});

test('a step stops at the ends, and marks the way where it is to', () => {
  expect([stepTo(ids, null, 1, false), stepTo(ids, 'a', 9, false), stepTo(ids, 'd', 1, false)]).toEqual([
    'a',
    'd',
    null,
  ]);
  stepTo(ids, 'a', 1, true);
  stepTo(ids, 'b', 1, true);
  expect(useSelection.getState()).toMatchObject({ photoId: 'c', marked: ['d', 'a', 'b', 'c'] });
  expect(stepTo([], null, 1, false)).toBeNull();
});
