import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isPlainFileName } from '../../contract/calls/stored.ts';
import { DepthroomError, toFailure } from '../../contract/errors.ts';
import type { Export } from '../../contract/exports/export.ts';
import { type DiskPort, REAL_DISK } from '../disk/disk-port.ts';
import { systemFailure } from '../disk/system-failure.ts';
import type { Context } from '../project/context.ts';
import { removeExportFiles } from '../project/trash/export-files.ts';

/** Writes the file, and says how far it is (0..1); answers with its length in bytes. */
export type WriteKept = (
  path: string,
  at: { signal: AbortSignal; report: (stage: string, fraction: number) => void },
) => Promise<{ bytes: number }>;

/**
 * Makes a file in the project, to be downloaded from /exports/<id>: a row that says what is going on, a folder of its own, and nothing of
 * either left half done. What `write` throws stands in the row and passes on. Throws `bad-input` where the name would
 * lead elsewhere, `cancelled` where it was called off, `no-permission`, `no-space` or `internal` where the folder cannot be made.
 */
export async function keepExport(
  context: Context,
  about: Pick<Export, 'runId' | 'kind' | 'fileName' | 'options'>,
  write: WriteKept,
  disk: DiskPort = REAL_DISK,
): Promise<Export> {
  refuseOtherNames(about.fileName);
  const { project, stops, engineId } = context;
  const id = randomUUID();
  let row: Export = {
    id,
    ...about,
    bytes: null,
    state: 'running',
    createdAt: new Date().toISOString(),
    engineId,
    error: null,
  };
  const save = async (next: Export) => {
    row = next;
    const isThere = await project.persist(() => {
      // The row may have been removed by a person meanwhile: then there is nothing to note.
      const isKnown = project.exports.find(id) !== null;
      if (isKnown) project.exports.update(row);
      return isKnown;
    });
    context.changed();
    return isThere;
  };
  await project.write(() => project.exports.insert(row));
  context.changed();

  const stop = new AbortController();
  stops.set(id, stop);
  const folder = join(project.exportsFolder, id);
  const startedAt = performance.now();
  const report = (stage: string, fraction: number) => {
    const elapsed = (performance.now() - startedAt) / 1000;
    const secondsLeft = fraction > 0.05 ? (elapsed / fraction) * (1 - fraction) : null;
    context.progress({ id, stage, fraction, secondsLeft });
  };
  try {
    await disk.makeFolder(folder).catch((thrown) => {
      throw systemFailure(thrown, 'make a folder for the export');
    });
    const { bytes } = await write(join(folder, row.fileName), {
      signal: AbortSignal.any([stop.signal, context.signal]),
      report,
    });
    await disk.syncFolder(project.exportsFolder);
    // In the trash, where another engine put it, it is one that was stopped; emptied, it would leave a file that no row speaks of.
    if (!(await save({ ...row, state: 'done', bytes }))) throw removed();
    return row;
  } catch (thrown) {
    const failure = toFailure(thrown);
    const state = failure.code === 'cancelled' ? 'cancelled' : 'failed';
    const isThere = await save({ ...row, state, error: failure });
    await removeExportFiles(project.exportsFolder, id, row.fileName);
    // With its folder taken away the writer fails at something else.
    throw isThere ? thrown : removed();
  } finally {
    stops.delete(id);
  }
}

const removed = () =>
  new DepthroomError('cancelled', 'The export was removed before it was finished; nothing was kept.');

/** The name is made of what rows say, and rows may come from anybody. */
function refuseOtherNames(fileName: string): void {
  if (isPlainFileName(fileName)) return;
  throw new DepthroomError(
    'bad-input',
    'Expected the export to have the name of a file, but its photo or model pack has one that leads elsewhere; rename the photo.',
  );
}
