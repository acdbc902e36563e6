import { expect, test } from 'vitest';
import { createStore } from './create-store.ts';
import { derivedStore } from './derived-store.ts';

function scene() {
  const useA = createStore(() => ({ value: 1, other: 0 }));
  const useB = createStore(() => ({ value: 10 }));
  let computed = 0;
  const sum = derivedStore(
    [useA, useB],
    () => ({ a: useA.getState().value, b: useB.getState().value }),
    ({ a, b }) => {
      computed++;
      return { sum: a + b };
    },
  );
  return { useA, useB, sum, computed: () => computed };
}

test('it is computed when it is asked for, and once for each change of its inputs', () => {
  const { useA, sum, computed } = scene();
  expect(computed()).toBe(0);
  expect([sum.getState(), sum.getState()]).toEqual([{ sum: 11 }, { sum: 11 }]);
  expect(computed()).toBe(1);
  useA.setState({ other: 5 });
  expect(sum.getState()).toBe(sum.getState());
  expect(computed()).toBe(1);
  useA.setState({ value: 2 });
  expect([sum.getState().sum, computed()]).toEqual([12, 2]);
});

test('listeners hear of changes of the result alone, with what was before', () => {
  const { useA, useB, sum } = scene();
  const heard: [number, number][] = [];
  const stop = sum.subscribe((now, before) => heard.push([now.sum, before.sum]));
  useA.setState({ other: 7 });
  useA.setState({ value: 2 });
  useB.setState({ value: 20 });
  stop();
  useB.setState({ value: 30 });
  expect(heard).toEqual([
    [12, 11],
    [22, 12],
  ]);
});

test('a derived store can be the source of another, which is told once', () => {
  const { useA, sum, computed } = scene();
  const double = derivedStore(
    [sum, useA],
    () => ({ base: sum.getState(), value: useA.getState().value }),
    ({ base, value }) => base.sum * value,
  );
  const heard: number[] = [];
  double.subscribe((now) => heard.push(now));
  useA.setState({ value: 3 });
  expect([heard, computed()]).toEqual([[39], 2]);
});
