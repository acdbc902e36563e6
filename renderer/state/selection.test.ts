import { expect, test } from 'vitest';
import type { Run } from '../../contract/run.ts';
import { runsOnStage } from './selection.ts';

const run = (id: string, state: Run['state']) => ({ id, state }) as Run;

test('the stage shows what was put there, else the newest finished run, else the newest', () => {
  const runs = [run('c', 'running'), run('b', 'done'), run('a', 'done')];
  expect(runsOnStage(runs, ['a', 'gone', 'c']).map(({ id }) => id)).toEqual(['a', 'c']);
  expect(runsOnStage(runs, ['gone']).map(({ id }) => id)).toEqual(['b']);
  expect(runsOnStage([run('c', 'running')], undefined).map(({ id }) => id)).toEqual(['c']);
  expect(runsOnStage([], undefined)).toEqual([]);
});
