import { expect, test } from 'vitest';
import type { BenchmarkState } from '../../contract/calls/benchmark-calls.ts';
import { BENCHMARK_METRICS } from '../../contract/compare/benchmark.ts';
import { bestOf, firstOrder, inOrder, meanText, nameOfPath, stateText } from './benchmark-words.ts';

type Result = BenchmarkState['results'][number];

function result(packId: string, absRel: number | null, delta1 = 0.5): Result {
  const mean = (value: number | null) => ({ mean: value, low: value, high: value, perPixel: value });
  const metrics = Object.fromEntries(BENCHMARK_METRICS.map((name) => [name, mean(1)])) as NonNullable<
    Result['metrics']
  >;
  return {
    ...{ packId, packTitle: packId, packHash: '', samples: 2, failed: 0, pixels: 9 },
    metrics: { ...metrics, absRel: mean(absRel), delta1: mean(delta1) },
  };
}

test('packs stand in order of any number, the best first, those without one last', () => {
  const results = [result('a', 0.3, 0.9), result('b', null), result('c', 0.1, 0.7)];
  const order = (metric: 'absRel' | 'delta1') =>
    inOrder(results, firstOrder(metric)).map(({ packId }) => packId);
  expect(order('absRel')).toEqual(['c', 'a', 'b']);
  expect(order('delta1')).toEqual(['a', 'c', 'b']);
  expect(inOrder(results, { metric: 'absRel', isDown: true }).map(({ packId }) => packId)).toEqual([
    'a',
    'c',
    'b',
  ]);
  expect(bestOf(results)).toMatchObject({ absRel: 'c', delta1: 'a' });
  expect(bestOf(results)).not.toHaveProperty('bias');
  expect(bestOf(results.slice(0, 1))).toEqual({});
});

test('a mean is told with its interval, in the units of its number', () => {
  expect(meanText('absRel', result('a', 0.25))).toEqual({ mean: '0.2500', interval: '0.2500 to 0.2500' });
  expect(meanText('delta1', result('a', 0.25, 0.915))).toEqual({
    mean: '91.5\u00a0%',
    interval: '91.5 to 91.5',
  });
  expect(meanText('absRel', { ...result('a', 0), metrics: null })).toEqual({ mean: '–', interval: '' });
  expect(meanText('absRel', result('a', null)).mean).toBe('–');
});

test('how far it is, and what became of it', () => {
  const state = { state: 'running', done: 3, total: 1_200, secondsLeft: 90, failure: null } as BenchmarkState;
  expect(stateText(state, false)).toBe('3 of 1,200 measured · 2\u00a0min left');
  expect(stateText(state, true)).toBe('3 of 1,200 measured · the queue is paused: resume it to go on');
  expect(stateText({ ...state, state: 'stopped' }, false)).toBe('3 of 1,200 measured, stopped');
  expect(stateText({ ...state, state: 'failed', failure: 'The disk is full.' }, false)).toBe(
    '3 of 1,200 measured. The disk is full.',
  );
  expect([nameOfPath('/data/nyu/'), nameOfPath('C:\\data\\list.csv')]).toEqual(['nyu', 'list.csv']);
});
