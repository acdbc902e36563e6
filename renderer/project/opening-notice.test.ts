import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { resetAllStores } from '../state/create-store.ts';
import { useDialog } from '../state/dialogs.ts';
import { dismiss, useNotices } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { followOpening, useOpening } from './opening-notice.ts';

function show(folder: string, unknownFiles: number, unreadable: string[] = [], note?: string): void {
  const project = { folder, name: folder, note };
  useProject.setState({
    snapshot: { project, trash: { removed: 0, unknownFiles }, unreadable } as unknown as Snapshot,
  });
}

const sentences = () => useNotices.getState().notices.map(({ sentence }) => sentence);

let stop: () => void;
beforeEach(() => {
  resetAllStores();
  stop = followOpening();
});
afterEach(() => stop());

test('files without a row are said once for each opening, with the way to the trash', () => {
  show('/a', 0);
  expect(sentences()).toEqual([]);
  show('/a', 3);
  const [notice] = useNotices.getState().notices;
  expect([notice.tone, notice.sentence]).toEqual(['note', '3 files are not in the database: take them in?']);
  notice.action?.run();
  expect(useDialog.getState().open).toBe('trash');
  dismiss(notice.id);
  show('/a', 4);
  expect(sentences()).toEqual([]);
  show('/b', 0, ['A row.']);
  show('/a', 4);
  expect(sentences()).toEqual(['4 files are not in the database: take them in?']);
});

test('what was put in order is said no more', () => {
  show('/a', 3);
  show('/a', 0);
  expect(sentences()).toEqual([]);
});

test('nothing is said before the project is open as a person wants it', () => {
  useOpening.setState({ isOpening: true });
  show('/a', 3);
  expect(sentences()).toEqual([]);
  show('/a', 1);
  useOpening.setState({ isOpening: false });
  expect(sentences()).toEqual(['1 file is not in the database: take it in?']);
});

test('what the core has to say of the project stays until it says it no more, also where it comes late', () => {
  show('/a', 3);
  show('/a', 3, [], 'The database was deleted.');
  expect(sentences()).toEqual([
    '3 files are not in the database: take them in?',
    'The database was deleted.',
  ]);
  show('/a', 3, [], 'The database was deleted.');
  expect(sentences()).toHaveLength(2);
  show('/a', 0);
  expect(sentences()).toEqual([]);
});
