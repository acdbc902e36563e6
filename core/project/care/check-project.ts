import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAddress } from '../../../contract/address.ts';
import { isUuid } from '../../../contract/calls/stored.ts';
import { hashFile } from '../../disk/hash-file.ts';
import { isPlainFile, plainEntries } from '../../disk/plain-entries.ts';
import type { Project } from '../project.ts';
import { addressesIn, addressesKept } from '../references.ts';
import { readContent } from '../trash/content.ts';
import { listUnknownFiles } from '../unknown-files.ts';
import { unreadableRows } from '../unreadable.ts';

/** What was found wrong with a project; all empty where nothing is. Nothing is changed by looking. */
export interface ProjectCheck {
  folder: string;
  photos: number;
  runs: number;
  /** Files that were read and are what their names say. */
  goodFiles: number;
  /** Sentences about rows that cannot be read. */
  unreadable: string[];
  /** What lacks a file or has one that was changed, with the way out. */
  damaged: { what: string; file: string; problem: 'missing' | 'altered' }[];
  /** Files that no row speaks of, in the trash and outside of it. */
  unknownFiles: number;
  /** Folders of exports that no row speaks of. */
  unknownExports: string[];
}

/** Reads every row and every kept file of a project and holds each file to its address. Throws what `signal` says once it is aborted. */
export async function checkProject(
  project: Project,
  report: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<ProjectCheck> {
  const { database, folder, files, photos, runs, exports, truths, comparisons, exportsFolder } = project;
  const wanted = new Map<string, string>();
  const want = (what: string, row: object) => {
    for (const address of addressesIn(JSON.stringify(row))) wanted.set(address, what);
  };
  for (const row of comparisons.all()) want(`comparison to ${row.referenceTitle}`, row);
  for (const row of truths.all()) want(`ground truth ${row.name}`, row);
  const allRuns = runs.all();
  const allPhotos = photos.all();
  for (const { result, ...row } of allRuns) want(`depth of ${row.packTitle}`, { result });
  for (const row of allPhotos) want(`photo ${row.name}`, row.files);

  const damaged: ProjectCheck['damaged'] = [];
  let goodFiles = 0;
  let done = 0;
  for (const [address, what] of wanted) {
    report(done++ / wanted.size);
    const path = files.pathOf(address);
    const found = isPlainFile(path) ? await hashFile(path, signal).catch(() => null) : null;
    signal?.throwIfAborted();
    if (found === address) goodFiles++;
    else damaged.push({ what, file: address, problem: found === null ? 'missing' : 'altered' });
  }
  for (const { id, fileName, state, bytes } of exports.all()) {
    if (state !== 'done') continue;
    const path = join(exportsFolder, id, fileName);
    const facts = isPlainFile(path) ? await stat(path) : null;
    if (facts && (bytes === null || facts.size === bytes)) goodFiles++;
    else damaged.push({ what: `export ${fileName}`, file: id, problem: facts ? 'altered' : 'missing' });
  }
  const known = addressesKept(database);
  const outside = (await plainEntries(join(folder, 'files'))).filter(
    ({ name, isFolder }) => !isFolder && isAddress(name) && !known.has(name),
  );
  return {
    folder,
    photos: allPhotos.length,
    runs: allRuns.length,
    goodFiles,
    unreadable: unreadableRows(database),
    damaged,
    unknownFiles: outside.length + (await listUnknownFiles(folder)).length,
    unknownExports: await unknownExports(project),
  };
}

async function unknownExports({ database, exportsFolder }: Project): Promise<string[]> {
  const known = new Set(database.prepare<[], string>('SELECT id FROM exports').pluck().all());
  for (const text of database.prepare<[], string>('SELECT content FROM trash').pluck().all()) {
    for (const { id } of readContent(text)?.exports ?? []) known.add(id);
  }
  return (await plainEntries(exportsFolder))
    .filter(({ name, isFolder }) => isFolder && isUuid(name) && !known.has(name))
    .map(({ name }) => name);
}
