import { rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { DepthroomError } from '../../../contract/errors.ts';
import { copyFile } from '../../disk/copy-file.ts';
import { makeFolders } from '../../disk/make-folder.ts';
import { isPlainFile } from '../../disk/plain-entries.ts';
import type { StagedFile } from '../file-store.ts';
import type { Project } from '../project.ts';
import { addressesIn, addressesKept, type RowTable } from '../references.ts';
import { type Arrivals, startArrivals } from './arrivals.ts';

/** What a merge brought into a project. */
export interface ProjectMerge {
  folder: string;
  /** New rows by their table; of what was there already, how many. */
  added: Record<RowTable, number>;
  known: number;
  files: number;
  bytes: number;
  /** Rows that were not taken, because files of theirs are missing or changed in their source. */
  lost: number;
  /** What could not be taken over, in sentences: the lost rows, and rows that differ. */
  left: string[];
}

export interface MergeOptions {
  signal: AbortSignal;
  report(fraction: number): void;
  /** Performs work in a project that is open for that. */
  open<Result>(folder: string, work: (project: Project) => Promise<Result>): Promise<Result>;
}

/** In this order, so that a row comes after those that it speaks of. */
const ORDER = ['photos', 'runs', 'truths', 'exports', 'comparisons'] as const satisfies RowTable[];

/**
 * Brings photos, runs, ground truth, comparisons and exports of other projects into one, by content: the same photo bytes are one photo, the
 * same map of the same photo by the same pack with the same options is one run, and a row that is there is not added again. A row whose id means
 * something else here gets another one. Files are copied first, each held to its address; rows and files then appear in one transaction, so that
 * a merge that ends early leaves the project as it was. The sources stay as they are; their trash stays with them.
 */
export async function mergeProjects(
  into: Project,
  sources: readonly string[],
  { signal, report, open }: MergeOptions,
): Promise<ProjectMerge> {
  if (sources.some((source) => resolve(source) === resolve(into.folder)))
    throw new DepthroomError(
      'bad-input',
      'Expected other projects to be merged, but received the one they go into.',
    );
  const arrivals = startArrivals(into);
  const load: Load = { staged: new Map(), folders: [], bytes: 0, lost: 0, left: [] };
  try {
    for (const [k, source] of sources.entries())
      await open(source, (project) =>
        gather(project, into, { arrivals, load }, signal, (fraction) =>
          report((k + fraction) / sources.length),
        ),
      );
    await into.files.write([...load.staged.values()], ({ put }) => {
      for (const file of load.staged.values()) put(file);
      arrivals.insert();
    });
  } catch (thrown) {
    for (const folder of load.folders)
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    throw thrown;
  }
  return {
    folder: into.folder,
    added: arrivals.counts(),
    known: arrivals.known(),
    files: load.staged.size,
    bytes: load.bytes,
    lost: load.lost,
    left: load.left,
  };
}

/** What is on its way beside the rows. */
interface Load {
  staged: Map<string, StagedFile>;
  /** Folders of exports that were made. */
  folders: string[];
  bytes: number;
  lost: number;
  left: string[];
}

async function gather(
  source: Project,
  into: Project,
  { arrivals, load }: { arrivals: Arrivals; load: Load },
  signal: AbortSignal,
  report: (fraction: number) => void,
): Promise<void> {
  const kept = addressesKept(source.database);
  const total = source.database.prepare<[], number>(
    ORDER.map((table) => `(SELECT count(*) FROM ${table})`)
      .join(' + ')
      .replace(/^/, 'SELECT '),
  );
  const count = total.pluck().get() ?? 0;
  let done = 0;
  // Ids mean something in their own project only.
  arrivals.nextSource();
  for (const table of ORDER) {
    for (let after: number | null = null; ; ) {
      const { rows, last }: { rows: { id: string }[]; last: number | null } = source[table].readSome(after);
      for (const row of rows) {
        refuseStopped(signal);
        const arrival = arrivals.consider(table, row);
        if (arrival) {
          const addresses = addressesIn(JSON.stringify(row)).filter((address) => kept.has(address));
          const lost = await takeFiles(source, into, addresses, load, signal);
          if (lost.length > 0) {
            arrival.drop();
            load.lost++;
            load.left.push(
              `${source.folder}: ${table} ${row.id}: ${lost.length} of its files are missing or were changed (${lost[0].slice(0, 12)})`,
            );
          } else if (table === 'exports')
            await takeExport(source, into, arrival.row as ExportRow, row.id, load, signal);
        }
        done++;
        report(done / Math.max(1, count));
      }
      if (last === null) break;
      after = last;
    }
  }
  load.left.push(...arrivals.sentences().map((sentence) => `${source.folder}: ${sentence}`));
}

/** Copies files that are not there yet; answers with those that are not what they should be. */
async function takeFiles(
  source: Project,
  into: Project,
  addresses: readonly string[],
  load: Load,
  signal: AbortSignal,
): Promise<string[]> {
  const lost: string[] = [];
  const copies: { path: string; type: string }[] = [];
  for (const address of new Set(addresses)) {
    if (load.staged.has(address) || into.files.find(address)) continue;
    const facts = source.files.find(address);
    const path = into.files.temporary();
    const options = {
      signal,
      what: copying(source, into),
      onBytes: (bytes: number) => {
        load.bytes += bytes;
      },
    };
    const found = facts && (await copyFile(source.files.pathOf(address), path, options));
    if (facts && found === address) copies.push({ path, type: facts.type });
    else {
      lost.push(address);
      await rm(path, { force: true }).catch(() => undefined);
    }
  }
  for (const file of await into.files.stage(copies)) load.staged.set(file.address, file);
  return lost;
}

const copying = (source: Project, into: Project) => `copy the files of ${source.folder} to ${into.folder}`;

interface ExportRow {
  id: string;
  state: string;
  fileName: string;
}

/** The file of an export lies in a folder of its own. */
async function takeExport(
  source: Project,
  into: Project,
  { id, state, fileName }: ExportRow,
  oldId: string,
  load: Load,
  signal: AbortSignal,
): Promise<void> {
  const from = join(source.exportsFolder, oldId, basename(fileName));
  if (state !== 'done' || !isPlainFile(from)) return;
  const folder = join(into.exportsFolder, id);
  load.folders.push(folder);
  await makeFolders(folder);
  await copyFile(from, join(folder, basename(fileName)), {
    signal,
    what: copying(source, into),
    onBytes: (bytes) => {
      load.bytes += bytes;
    },
  });
}

function refuseStopped(signal: AbortSignal): void {
  if (signal.aborted)
    throw new DepthroomError('cancelled', 'Stopped before the projects were merged; nothing was changed.');
}
