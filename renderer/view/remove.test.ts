import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { call } from '../server/call.ts';
import { resetAllStores } from '../state/create-store.ts';
import { useNotices } from '../state/notices.ts';
import { forgetDeeds, redo, undo } from '../state/undo.ts';
import { answerWith, inputOf, refusal } from '../testing/stand-in.ts';
import { belongings, removedText, removeFromProject } from './remove.ts';

/** A core that removes and brings back; each removal gets the next id. */
function trashOf(): string[] {
  const done: string[] = [];
  let removals = 0;
  answerWith((path, init) => {
    const { trashIds } = inputOf(init) as { trashIds?: string[] };
    done.push(trashIds ? `restore ${trashIds}` : path);
    return trashIds ? { restored: trashIds } : { trashId: `t${++removals}` };
  });
  return done;
}

beforeEach(() => resetAllStores());
afterEach(() => {
  vi.unstubAllGlobals();
  resetAllStores();
});

const sentences = () => useNotices.getState().notices.map(({ sentence }) => sentence);
const remove = (runId: string, along = '') =>
  removeFromProject({ what: runId, along, remove: () => call('removeRuns', { runIds: [runId] }) });

test('a removal is said with the way back, which is one press', async () => {
  const done = trashOf();
  await remove('ZoeDepth', '2 exports');
  const [notice] = useNotices.getState().notices;
  expect([notice.tone, notice.sentence, notice.action?.label]).toEqual([
    'done',
    'Removed ZoeDepth with 2 exports.',
    'Undo',
  ]);
  notice.action?.run();
  await expect.poll(() => done.length === 2).toBe(true);
  await expect.poll(sentences).toEqual(['Brought back ZoeDepth.']);
  expect(done).toEqual(['/call/removeRuns', 'restore t1']);
  expect(undo()).toBe(false);
});

test('taken back and done again, in this order however fast the keys come', async () => {
  const done = trashOf();
  await remove('a');
  expect([undo(), redo(), undo(), undo()]).toEqual([true, true, true, false]);
  await expect.poll(() => done.length === 4).toBe(true);
  expect(done).toEqual(['/call/removeRuns', 'restore t1', '/call/removeRuns', 'restore t2']);
});

test('the last of several removals comes back first', async () => {
  const done = trashOf();
  await remove('a');
  await remove('b');
  undo();
  await expect.poll(() => done.length === 3).toBe(true);
  undo();
  await expect.poll(() => done.length === 4).toBe(true);
  expect(done.slice(2)).toEqual(['restore t2', 'restore t1']);
});

test('a removal that is refused is said, and is no step', async () => {
  answerWith(() => refusal('busy', 'Another program has it.'));
  await remove('a');
  expect([sentences(), undo()]).toEqual([['Another program has it.'], false]);
});

test('what came back by another way is offered no more', async () => {
  trashOf();
  await remove('a');
  forgetDeeds((deed) => deed.trashId() === 't1');
  expect([sentences(), undo()]).toEqual([[], false]);
});

test('what goes along is counted, and left out where it is nothing', () => {
  expect(belongings({ run: 3, export: 1 })).toBe('3 runs and 1 export');
  expect(belongings({ run: 0, export: 2 })).toBe('2 exports');
  expect(removedText('a.jpg', belongings({ run: 0, export: 0 }))).toBe('Removed a.jpg.');
});
