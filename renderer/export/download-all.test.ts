import { afterEach, expect, test, vi } from 'vitest';
import { downloadAll } from './download-all.ts';

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
