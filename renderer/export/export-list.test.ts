import { expect, test } from 'vitest';
import type { Export } from '../../contract/exports/export.ts';
import type { Run } from '../../contract/run.ts';
import { exportsOf, exportText } from './export-list.ts';

const snapshot = {
  runs: [
    { id: 'r', photoId: 'p' },
    { id: 's', photoId: 'q' },
  ] as Run[],
  exports: [
    { id: 'old', runId: 'r', createdAt: '2026-01-01' },
    { id: 'other photo', runId: 's', createdAt: '2026-01-02' },
    { id: 'new', runId: 'r', createdAt: '2026-01-03' },
    { id: 'run removed', runId: 'gone', createdAt: '2026-01-04' },
  ] as Export[],
};

test('files of a photo, or of the project, newest first', () => {
  const ids = (photoId?: string) => exportsOf(snapshot, photoId).map(({ id }) => id);
  expect(ids('p')).toEqual(['new', 'old']);
  expect(ids()).toEqual(['new', 'other photo', 'old']);
  expect(exportsOf(null)).toEqual([]);
});

test('a row says what became of its file', () => {
  const text = (state: Export['state'], more: Partial<Export> = {}, secondsLeft?: number | null) =>
    exportText(
      { state, bytes: null, error: null, ...more },
      secondsLeft === undefined ? undefined : { secondsLeft },
    );
  expect(text('done', { bytes: 12_300_000 })).toBe('12\u00a0MB');
  expect(text('running')).toBe('Starting');
  expect(text('running', {}, 20)).toBe('20\u00a0s left');
  expect(text('failed', { error: { code: 'internal', message: 'The disk is full.' } })).toBe(
    'The disk is full.',
  );
  expect(text('failed')).toBe('failed');
  expect(text('cancelled')).toBe('cancelled');
});
