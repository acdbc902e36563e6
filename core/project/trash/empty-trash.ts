import { DepthroomError } from '../../../contract/errors.ts';
import { TRASH_DAYS } from '../../../contract/trash.ts';
import { totalOf } from '../pages/photo-list.ts';
import type { Project } from '../project.ts';
import { addressesIn } from '../references.ts';
import { listUnknownFiles, removeUnknownFile } from '../unknown-files.ts';
import { readContent, textIn } from './content.ts';
import { removeExportFiles } from './export-files.ts';
import { dayOfEntry } from './list-trash.ts';
import { isTimeTrusted } from './trusted-time.ts';

/**
 * Removes entries for good, with the files that nothing else speaks of. Without ids all that a person removed; files that no row speaks of
 * only by their id. Answers with how many entries went. Throws `not-found`, and nothing is removed, for an id that is not there.
 */
export async function emptyTrash(project: Project, trashIds?: readonly string[]): Promise<number> {
  if (trashIds === undefined) return removeEntries(project, allIds(project));
  const days = trashIds.map(dayOfEntry).filter((day) => day !== null);
  const known = new Set(allIds(project));
  const unknown = await listUnknownFiles(project.folder);
  for (const id of trashIds) {
    const day = dayOfEntry(id);
    if (day === null ? known.has(id) : unknown.some((file) => file.day === day)) continue;
    throw new DepthroomError(
      'not-found',
      'Expected something in the trash, but received an id that is not there (any more).',
    );
  }
  for (const file of unknown) if (days.includes(file.day)) await removeUnknownFile(file);
  return (
    days.length +
    (await removeEntries(
      project,
      trashIds.filter((id) => dayOfEntry(id) === null),
    ))
  );
}

/** Removes for good what a person removed longer ago than it is kept, where the time of day can be believed (trusted-time.ts). */
export async function emptyExpired(project: Project, now = Date.now()): Promise<number> {
  if (totalOf(project.database, 'trash') === 0) return 0;
  const before = new Date(now - TRASH_DAYS * 24 * 60 * 60 * 1000).toISOString();
  const old = project.database
    .prepare<[string], string>('SELECT id FROM trash WHERE removed_at < ?')
    .pluck()
    .all(before);
  return (await isTimeTrusted(project, old.length > 0, now)) ? removeEntries(project, old) : 0;
}

function allIds({ database }: Project): string[] {
  return database.prepare<[], string>('SELECT id FROM trash').pluck().all();
}

async function removeEntries(project: Project, ids: readonly string[]): Promise<number> {
  const { database, files, exportsFolder } = project;
  if (ids.length === 0) return 0;
  const contents = await files.write(
    [],
    ({ drop }) => {
      const texts: string[] = [];
      for (const id of ids) {
        // Somebody else may have emptied it, or brought it back.
        const text = database
          .prepare<[string], string>('SELECT content FROM trash WHERE id = ?')
          .pluck()
          .get(id);
        if (text === undefined) continue;
        database.prepare('DELETE FROM trash WHERE id = ?').run(id);
        texts.push(text);
      }
      drop(texts.flatMap(addressesIn));
      return texts;
    },
    project.writeRemoval,
  );
  const isExport = database.prepare<[string]>('SELECT 1 FROM exports WHERE id = ?');
  for (const text of contents) {
    const content = readContent(text);
    for (const { id, record } of content?.exports ?? [])
      if (!isExport.get(id)) await removeExportFiles(exportsFolder, id, textIn(record, 'fileName') ?? '');
  }
  return contents.length;
}
