import { afterEach, expect, test, vi } from 'vitest';
import { downloadAll, freeNames } from './download-all.ts';

afterEach(() => vi.useRealTimers());

test('downloads start one after the other, in order', () => {
  vi.useFakeTimers();
  const started: string[] = [];
  const made = ['a', 'b', 'c'].map((id) => ({ id, fileName: `${id}.glb` }));
  downloadAll(made, (_, fileName) => started.push(fileName));
  vi.advanceTimersByTime(0);
  expect(started).toEqual(['a.glb']);
  vi.advanceTimersByTime(399);
  expect(started).toEqual(['a.glb']);
  vi.advanceTimersByTime(500);
  expect(started).toEqual(['a.glb', 'b.glb', 'c.glb']);
});

test('files of one name do not take each other’s place in a folder', () => {
  const names = ['a.glb', 'a.glb', 'b', 'a (2).glb', 'a.glb', 'b'].map((fileName) => ({ fileName }));
  expect(freeNames(names)).toEqual(['a.glb', 'a (2).glb', 'b', 'a (2) (2).glb', 'a (3).glb', 'b (2)']);
});
