import { expect, test } from 'vitest';
import { downloadState } from './download-text.ts';

const download = { state: 'running', bytes: 1_000_000, total: 4_000_000 } as const;

test('a running download goes by its events, before the first by what lies on the disk', () => {
  expect(downloadState(download, { fraction: 0.5, secondsLeft: 30 })).toEqual({
    share: 0.5,
    text: '2.0 MB of 4.0 MB · 30 s left',
  });
  expect(downloadState(download, undefined)).toEqual({
    share: 0.25,
    text: '1.0 MB of 4.0 MB · working out the time left',
  });
});

test('one that stands goes by the disk, whatever the last event was', () => {
  expect(downloadState({ ...download, state: 'paused' }, { fraction: 0.5, secondsLeft: 30 })).toEqual({
    share: 0.25,
    text: '1.0 MB of 4.0 MB · paused',
  });
});
