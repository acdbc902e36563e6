import { afterEach, expect, test, vi } from 'vitest';
import type { PhotoItem, Snapshot } from '../../../contract/calls/snapshot.ts';
import { answerWith, inputOf, samplePhoto } from '../../testing/stand-in.ts';
import { resetAllStores } from '../create-store.ts';
import { noteModal } from '../dialogs.ts';
import { useNotices } from '../notices.ts';
import { useProject } from '../project.ts';
import { useSelection } from '../selection.ts';
import { followView, redo, undo } from '../undo.ts';
import { usePhotoList } from './photo-list.ts';
import { nextStar, starMeant, starredText, starText, useStarWords } from './star-photos.ts';

const item = (id: string, isStarred: boolean) => ({ id, name: id, isStarred }) as PhotoItem;

afterEach(() => {
  vi.unstubAllGlobals();
  resetAllStores();
});

function openList(items: readonly PhotoItem[]): unknown[] {
  const inputs: unknown[] = [];
  answerWith((_, init) => {
    const input = inputOf(init) as { photoIds: string[]; isStarred: boolean | null };
    inputs.push(input);
    return { photoIds: input.photoIds.slice(-1), isStarred: input.isStarred ?? true };
  });
  useProject.setState({ snapshot: { photos: [samplePhoto({ id: 'p' })] } as Snapshot });
  usePhotoList.setState({ total: items.length, pages: { 0: items } });
  return inputs;
}

test('one without a star gives all a star, all with one lose it, and what is not here is asked', () => {
  openList([item('a', true), item('b', false), item('c', true)]);
  expect(nextStar(['a', 'b', 'x'])).toBe(true);
  expect(nextStar(['a', 'c'])).toBe(false);
  expect(nextStar(['a', 'x'])).toBe(null);
  expect(nextStar(['p'])).toBe(true);
  expect([true, false, null].map(starText)).toEqual(['Star', 'Take the star away', 'Star or unstar']);
});

test('a star is taken back and given again, of those photos alone that it changed', async () => {
  const inputs = openList([item('a', true), item('b', false)]);
  const stop = followView(new EventTarget());
  useSelection.setState({ photoId: 'a', marked: ['a', 'b'] });
  await starMeant();
  undo();
  redo();
  await expect.poll(() => inputs.length === 3).toBe(true);
  stop();
  expect(inputs).toEqual([
    { photoIds: ['a', 'b'], isStarred: true },
    { photoIds: ['b'], isStarred: false },
    { photoIds: ['b'], isStarred: true },
  ]);
  await expect.poll(() => useStarWords.getState().words === starredText(1, true)).toBe(true);
  expect(useNotices.getState().notices).toEqual([]);
});

test('nothing is starred behind a dialog', async () => {
  const inputs = openList([item('a', false)]);
  useSelection.setState({ photoId: 'a', marked: ['a'] });
  const close = noteModal(Symbol('a dialog'));
  await starMeant();
  expect(inputs).toEqual([]);
  close();
});
