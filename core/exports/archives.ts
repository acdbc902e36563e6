import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { DepthroomError } from '../../contract/errors.ts';
import { stemOf } from '../disk/file-stem.ts';
import type { ArchivedFile } from '../formats/zip/stream-zip.ts';
import type { Project } from '../project/project.ts';
import { findExport } from './find-export.ts';

/** Exports that are fetched together, and what the page called them. */
export interface Archive {
  exportIds: readonly string[];
  title: string;
}

/** Several exports as one download: which those are is kept until it is fetched, the archive itself is written nowhere. */
export interface Archives {
  /** Answers with the id by which the archive is fetched. */
  note(archive: Archive): string;
  /** Null for an id that is not known, or is no more. */
  find(archiveId: string): Archive | null;
}

/** So many archives are known at once; the one that was asked for longest ago goes. */
const MOST_ARCHIVES = 32;

/** Of one engine: ids mean nothing to another one, and nothing after a restart. */
export function createArchives(): Archives {
  const known = new Map<string, Archive>();
  return {
    note(archive) {
      const id = randomUUID();
      known.set(id, archive);
      const [oldest] = known.keys();
      if (known.size > MOST_ARCHIVES && oldest !== undefined) known.delete(oldest);
      return id;
    },
    find: (archiveId) => known.get(archiveId) ?? null,
  };
}

/** The files of exports under names that are all different, and what their archive is called. Throws `not-found` where none of them is there any more. */
export async function filesOfExports(
  project: Project,
  { exportIds, title }: Archive,
): Promise<{ fileName: string; files: ArchivedFile[] }> {
  const found = exportIds.flatMap((id) => findExport(project, id) ?? []);
  if (found.length === 0)
    throw new DepthroomError('not-found', 'None of these exports is there any more: export them once more.');
  const names = freeNames(found.map(({ fileName }) => fileName));
  const files = await Promise.all(
    found.map(async ({ path }, k) => ({ path, name: names[k], bytes: (await stat(path)).size })),
  );
  return { fileName: `${stemOf(`${title}.zip`)}.zip`, files };
}

/** Two photos may have one name, and some disks know no capitals: the second file of a name gets a number before its extension. */
function freeNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((fileName) => {
    const dot = fileName.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [fileName.slice(0, dot), fileName.slice(dot)] : [fileName, ''];
    let name = fileName;
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${stem} (${count})${extension}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
