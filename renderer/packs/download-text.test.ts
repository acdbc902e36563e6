import { expect, test } from 'vitest';
import { comingText, downloadState } from './download-text.ts';

const download = { state: 'running', bytes: 1_000_000, total: 4_000_000 } as const;

test('a running download goes by its events, before the first by what lies on the disk', () => {
  expect(downloadState(download, { fraction: 0.5, secondsLeft: 30, stage: 'download a' })).toEqual({
    share: 0.5,
    words: '2.0\u00a0MB of 4.0\u00a0MB · 30\u00a0s left',
  });
  expect(downloadState(download, undefined)).toEqual({
    share: 0.25,
    words: '1.0\u00a0MB of 4.0\u00a0MB · working out the time left',
  });
});

test('what the page sends is told in hundredths, then as being tried', () => {
  expect([comingText(0.254), comingText(1)]).toEqual(['25\u00a0% sent', 'checking and trying it']);
});

test('one that stands goes by the disk, whatever the last event was', () => {
  expect(
    downloadState({ ...download, state: 'paused' }, { fraction: 0.5, secondsLeft: 30, stage: 'download a' }),
  ).toEqual({
    share: 0.25,
    words: '1.0\u00a0MB of 4.0\u00a0MB · paused',
  });
});

test('what is all here is checked and tried, without a time that nobody knows', () => {
  const text = (stage: string) => downloadState(download, { fraction: 1, secondsLeft: null, stage });
  expect(text('try the pack')).toEqual({ share: 1, words: 'trying it on a small picture' });
  expect(text('read the empty prompt').words).toBe('checking and putting it together');
});
