import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TrashEntry } from '../../contract/trash.ts';
import { resetAllStores } from '../state/create-store.ts';
import { useNotices } from '../state/notices.ts';
import { useQuestion } from '../state/question.ts';
import { noteDeed, undo } from '../state/undo.ts';
import { answerWith, inputOf, refusal, samplePhoto } from '../testing/stand-in.ts';
import { askToDeleteFiles, askToEmptyTrash, restoreEntry, takeInUnknownFiles } from './trash.ts';

const entry = (id: string, kind: TrashEntry['kind'] = 'runs'): TrashEntry => ({
  id,
  kind,
  title: id,
  removedAt: '2026-01-01T00:00:00.000Z',
  goesAt: null,
  count: 2,
  bytes: 10,
});
const mixed = [entry('a'), entry('unknown-2026-01-01', 'unknown-files'), entry('b')];

let inputs: unknown[] = [];
function answer(with_: unknown): void {
  answerWith((path, init) => {
    inputs.push([path.replace('/call/', ''), inputOf(init)]);
    return with_;
  });
}

const forgotten: string[] = [];
function noteRemoval(trashId: string): void {
  noteDeed({
    trashId: () => trashId,
    undo: () => undefined,
    redo: () => undefined,
    forget: () => forgotten.push(trashId),
  });
}

beforeEach(() => {
  inputs = [];
  forgotten.length = 0;
  resetAllStores();
});
afterEach(() => {
  vi.unstubAllGlobals();
  resetAllStores();
});

const sentences = () => useNotices.getState().notices.map(({ sentence }) => sentence);

test('what comes back with what it needs is no step of undo any more', async () => {
  for (const id of ['a', 'b', 'c']) noteRemoval(id);
  answer({ restored: ['a', 'c'] });
  await restoreEntry(entry('a'));
  expect(inputs).toEqual([['restoreTrash', { trashIds: ['a'] }]]);
  expect([forgotten, sentences()]).toEqual([['a', 'c'], ['Brought back a, and 1 more that it needs.']]);
  expect([undo(), undo()]).toEqual([true, false]);
});

test('the trash is emptied after a question, of what was asked about', async () => {
  noteRemoval('a');
  noteRemoval('later');
  answer({ emptied: 2 });
  askToEmptyTrash(mixed);
  expect(inputs).toEqual([]);
  useQuestion.getState().question?.run();
  await expect.poll(() => sentences().length > 0).toBe(true);
  expect(inputs).toEqual([['emptyTrash', { trashIds: ['a', 'b'] }]]);
  expect([forgotten, sentences()]).toEqual([['a'], ['Emptied the trash.']]);
});

test('files that no row speaks of go after a question of their own', async () => {
  answer({ emptied: 1 });
  askToDeleteFiles([entry('a')]);
  expect(useQuestion.getState().question).toBeNull();
  askToDeleteFiles(mixed);
  useQuestion.getState().question?.run();
  await expect.poll(() => sentences().length > 0).toBe(true);
  expect(inputs).toEqual([['emptyTrash', { trashIds: ['unknown-2026-01-01'] }]]);
  expect(sentences()).toEqual(['Deleted 2 files for good.']);
});

test('files are taken in, and what is refused is said', async () => {
  answer({ photos: [samplePhoto()], left: 2 });
  await takeInUnknownFiles();
  expect(sentences()).toEqual(['Made 1 photo; 2 files are no pictures and stay in the trash.']);
  answer(refusal('no-space', 'The disk is full.'));
  await takeInUnknownFiles();
  expect(sentences().at(-1)).toBe('The disk is full.');
});
