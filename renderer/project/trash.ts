import type { TrashEntry } from '../../contract/trash.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { attempt, tell } from '../state/notices.ts';
import { askToConfirm } from '../state/question.ts';
import { forgetDeeds } from '../state/undo.ts';
import { deleteFilesQuestion, emptyQuestion, entryTitle, restoredText, takenInText } from './trash-text.ts';

/** Brings an entry back with what it needs. Undo offers it no more. */
export async function restoreEntry(entry: Pick<TrashEntry, 'id' | 'kind' | 'title'>): Promise<void> {
  await attempt(async () => {
    const { restored } = await call('restoreTrash', { trashIds: [entry.id] });
    forgetDeeds((deed) => restored.includes(deed.trashId() ?? ''));
    tell('done', restoredText(entryTitle(entry), restored.length));
  });
}

/** Asks, then removes for good what a person removed. */
export function askToEmptyTrash(entries: readonly TrashEntry[]): void {
  const trashIds = entries.flatMap(({ id, kind }) => (kind === 'unknown-files' ? [] : id));
  // What was removed while the question stood there was not asked about.
  if (trashIds.length > 0)
    askToConfirm({
      ...emptyQuestion(entries),
      run: () => void remove(trashIds, text('project.emptiedTrash')),
    });
}

/** Asks, then removes the files that no row speaks of for good. */
export function askToDeleteFiles(entries: readonly TrashEntry[]): void {
  const unknown = entries.filter(({ kind }) => kind === 'unknown-files');
  const count = unknown.reduce((sum, entry) => sum + entry.count, 0);
  const trashIds = unknown.map(({ id }) => id);
  if (trashIds.length > 0)
    askToConfirm({
      ...deleteFilesQuestion(count),
      run: () => void remove(trashIds, text('project.deletedFiles', { count })),
    });
}

async function remove(trashIds: string[], sentence: string): Promise<void> {
  await attempt(async () => {
    await call('emptyTrash', { trashIds });
    forgetDeeds((deed) => trashIds.includes(deed.trashId() ?? ''));
    tell('done', sentence);
  });
}

/** Makes photos of the files that no row speaks of, where they are pictures. */
export async function takeInUnknownFiles(): Promise<void> {
  await attempt(async () => {
    const { photos, left } = await call('takeInFiles', {});
    tell('done', takenInText(photos.length, left));
  });
}
