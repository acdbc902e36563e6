import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAddress } from '../../../contract/address.ts';
import { plainEntries } from '../../disk/plain-entries.ts';
import { isUnaltered } from '../../disk/require-unaltered.ts';
import type { Project } from '../project.ts';
import { knownFilesIn, mentionsIn } from '../references.ts';
import { collectEndedSessions, endedSessions } from '../sessions.ts';
import { listUnknownFiles, putUnknownFileBack, setFilesAside } from '../unknown-files.ts';
import { emptyExpired } from './empty-trash.ts';
import { removeExportFiles } from './export-files.ts';

/**
 * Tidies a project after it was opened: what ended processes left behind goes, files that no row speaks of go to the trash, those there
 * that a row does speak of come back, and what a person removed long enough ago goes for good. Files that did not come from this program
 * are not touched: a kept file is one whose name is the sha256 of its content.
 */
export async function sweepProject(project: Project): Promise<void> {
  const { database, files, folder } = project;
  // Each step stands for itself; the project may be closed between them.
  const steps = [
    async () => {
      const isOver = await endedSessions(folder, files.session);
      await collectEndedSessions(folder, isOver);
      if (database.open) await files.endLeases(isOver);
    },
    () => files.collect(),
    () => putKnownBack(project),
    () => setUnknownAside(project),
    () => emptyExpired(project),
    () => collectFailedExports(project),
  ];
  for (const step of steps) if (database.open) await step();
}

/** A database that was lost may have come back: then its files come back too. */
async function putKnownBack({ database, folder }: Project): Promise<void> {
  const unknown = await listUnknownFiles(folder);
  if (unknown.length === 0 || !database.open) return;
  const mentions = mentionsIn(database);
  const isKnown = knownFilesIn(database);
  for (const file of unknown) {
    if (!database.open) return;
    const { address } = file;
    if (mentions.inRows(address) || mentions.inTrash(address) || isKnown(address))
      await putUnknownFileBack(folder, file);
  }
}

async function setUnknownAside({ database, folder, write }: Project): Promise<void> {
  const entries = await plainEntries(join(folder, 'files'));
  if (!database.open) return;
  // A row may speak of what the table of files does not list: then it stays where that row expects it.
  const mentions = mentionsIn(database);
  const isKnown = knownFilesIn(database);
  for (const { name, isFolder } of entries) {
    if (!database.open) return;
    if (isFolder || !isAddress(name) || isKnown(name)) continue;
    if (mentions.inRows(name) || mentions.inTrash(name)) continue;
    if (!(await isUnaltered(join(folder, 'files', name))) || !database.open) continue;
    // Looked at again while nobody can make it known.
    await write(() => {
      if (!isKnown(name)) setFilesAside(folder, [name]);
    });
  }
}

/** What a process that was killed wrote of an export that its row calls failed. */
async function collectFailedExports({ database, exports, exportsFolder }: Project): Promise<void> {
  for (const { id, fileName } of ['failed', 'cancelled'].flatMap((state) => exports.where('state', state))) {
    if (!database.open) return;
    if (await lstat(join(exportsFolder, id)).catch(() => null))
      await removeExportFiles(exportsFolder, id, fileName);
  }
}
