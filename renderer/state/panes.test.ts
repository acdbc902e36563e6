import { expect, test } from 'vitest';
import type { Truth } from '../../contract/compare/truth.ts';
import type { Run } from '../../contract/run.ts';
import { differencePane, movedBy, PHOTO_PANE, panesOnStage, truthPane } from './panes.ts';

const run = (id: string, state: Run['state']) => ({ id, state }) as Run;

test('the stage shows what was put there, else the newest finished run, else the newest', () => {
  const runs = [run('c', 'running'), run('b', 'done'), run('a', 'done')];
  const ids = (chosen?: string[]) => panesOnStage(runs, [], chosen).map(({ id }) => id);
  expect(ids(['a', 'gone', 'c'])).toEqual(['a', 'c']);
  expect(ids(['gone'])).toEqual(['b']);
  expect(panesOnStage([run('c', 'running')], [], undefined).map(({ id }) => id)).toEqual(['c']);
  expect(panesOnStage([], [], undefined)).toEqual([]);
});

test('a pane is a run, the photo, ground truth, or the difference of a run', () => {
  const a = run('a', 'done');
  const truth = { id: 't' } as Truth;
  const chosen = [PHOTO_PANE, 'a', truthPane('t'), truthPane('gone'), differencePane('a')];
  expect(panesOnStage([a], [truth], chosen)).toEqual([
    { id: 'photo', what: 'photo' },
    { id: 'a', what: 'run', run: a },
    { id: 'truth:t', what: 'truth', truth },
    { id: 'difference:a', what: 'difference', run: a },
  ]);
});

test('a moved pane stops at the ends', () => {
  expect(movedBy(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(movedBy(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
  expect(movedBy(['a', 'b', 'c'], 2, -2)).toEqual(['c', 'a', 'b']);
});
