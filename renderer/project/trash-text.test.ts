import { afterEach, expect, test } from 'vitest';
import type { TrashEntry } from '../../contract/trash.ts';
import { fetchLanguage } from '../language/fetch-language.ts';
import { speak } from '../language/language.ts';
import {
  deleteFilesQuestion,
  emptyQuestion,
  entryFacts,
  entryTitle,
  openingText,
  restoredText,
  takenInText,
} from './trash-text.ts';

afterEach(() => speak());

const NOW = new Date(2026, 10, 26, 21, 0).getTime();
const entry = (change: Partial<TrashEntry> = {}): TrashEntry => ({
  id: 't',
  kind: 'photos',
  title: 'a.jpg',
  removedAt: new Date(2026, 10, 26, 9, 5).toISOString(),
  goesAt: new Date(2026, 11, 26, 9, 5).toISOString(),
  count: 3,
  bytes: 5_200_000,
  ...change,
});

test('an entry says what it is, when it was removed and when it goes', () => {
  expect(entryFacts(entry(), NOW, 'en-GB')).toBe(
    'Photo · removed today at 09:05 · goes for good on 26 Dec 2026 · 5.2\u00a0MB',
  );
  const old = entry({ title: 'a.jpg and 2 more', removedAt: new Date(2026, 10, 3).toISOString(), bytes: 0 });
  expect(entryFacts(old, NOW, 'en-GB')).toBe('Photos · removed on 3 Nov 2026 · goes for good on 26 Dec 2026');
  expect(entryFacts(entry({ kind: 'truth', goesAt: null }), NOW, 'en-GB')).toBe(
    'Ground truth · removed today at 09:05 · 5.2\u00a0MB',
  );
});

test('at opening only what a person should know is said', () => {
  const said = (unknownFiles: number, unreadable: string[]) =>
    openingText({ trash: { removed: 4, unknownFiles }, unreadable });
  expect(said(0, [])).toBeNull();
  expect(said(30, [])).toBe('30 files are not in the database: take them in?');
  expect(said(0, ['A row.'])).toBe('1 row could not be read and is left out.');
  expect(said(1, ['A.', 'B.'])).toBe(
    '1 file is not in the database: take it in? 2 rows could not be read and are left out.',
  );
});

test('what was taken in and what stays is counted', () => {
  expect(takenInText(2, 0)).toBe('Made 2 photos.');
  expect(takenInText(1, 3)).toBe('Made 1 photo; 3 files are no pictures and stay in the trash.');
  expect(takenInText(0, 1)).toBe('1 file is no picture and stays in the trash.');
  expect(takenInText(0, 0)).toBe('The project has all of these files already.');
});

test('what came along is said', () => {
  expect(restoredText('a.ply', 1)).toBe('Brought back a.ply.');
  expect(restoredText('a.ply', 3)).toBe('Brought back a.ply, and 2 more that it needs.');
});

test('what has no way back is asked, without the files that the database does not know', () => {
  const unknown = entry({ kind: 'unknown-files', bytes: 9e9 });
  expect(emptyQuestion([entry(), unknown]).sentence).toBe(
    'a.jpg goes for good (5.2\u00a0MB). There is no way back.',
  );
  expect(emptyQuestion([entry(), entry({ bytes: 0 })]).sentence).toBe(
    'All 2 entries go for good (5.2\u00a0MB). There is no way back.',
  );
  expect(deleteFilesQuestion(1).title).toBe('Delete this file?');
  expect(deleteFilesQuestion(30).title).toBe('Delete these 30 files?');
});

test('in German an entry has the names, the dates and the numbers of German', async () => {
  speak(await fetchLanguage('de'));
  const several = entry({ title: 'a and 2 more.jpg and 1200 more' });
  expect(entryTitle(several)).toBe('a and 2 more.jpg und 1.200 weitere');
  const run = (title: string) => entryTitle(entry({ kind: 'runs', title }));
  expect(run('Consensus of 6 runs of a cup of tea.png')).toBe('Konsens aus 6 Läufen von a cup of tea.png');
  expect(run('Consensus of 6 runs of coffee.png')).toBe('Konsens aus 6 Läufen von coffee.png');
  expect(run('ZoeDepth (starter weights), mended of a.png and 2 more')).toBe(
    'ZoeDepth (Startergewichte), ausgebessert von a.png und 2 weitere',
  );
  expect(entryFacts(several, NOW)).toBe(
    'Fotos · entfernt heute um 09:05 · endgültig gelöscht am 26.12.2026 · 5,2\u00a0MB',
  );
  expect(emptyQuestion([entry(), entry({ bytes: 0 })]).sentence).toMatch(
    /^Alle 2 Einträge werden endgültig gelöscht \(5,2\u00a0MB\)\./,
  );
});
