import { expect, test } from 'vitest';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { batchSecondsLeft, latestRuns } from './batch.ts';

const run = (id: string, photoId: string, packId: string, state: Run['state'], finishedAt: string) =>
  ({ id, photoId, packId, state, finishedAt, result: state === 'done' ? {} : null }) as Run;

const snapshot = {
  photos: [{ id: 'p' }, { id: 'q' }] as Photo[],
  runs: [
    run('old', 'p', 'zoe', 'done', '2026-01-01'),
    run('new', 'p', 'zoe', 'done', '2026-01-02'),
    run('failed', 'p', 'zoe', 'failed', '2026-01-03'),
    run('other', 'p', 'fast', 'done', '2026-01-01'),
    run('elsewhere', 'q', 'zoe', 'done', '2026-01-01'),
    run('orphan', 'gone', 'zoe', 'done', '2026-01-01'),
  ],
};

test('the latest finished run of each photo and pack', () => {
  const ids = (photoIds?: string[]) => latestRuns(snapshot, photoIds).map((job) => job.run.id);
  expect(ids()).toEqual(['new', 'other', 'elsewhere']);
  expect(ids(['q'])).toEqual(['elsewhere']);
});

test('the time left goes by the files that are done', () => {
  const batch = { total: 4, done: 1, startedAt: 1000 };
  expect(batchSecondsLeft(batch, 0, 3000)).toBe(6);
  expect(batchSecondsLeft(batch, 0.5, 4000)).toBe(5);
  expect(batchSecondsLeft({ ...batch, done: 0 }, 0.1, 2000)).toBeNull();
});
