import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { toFailure } from '../../contract/errors.ts';
import type { Export } from '../../contract/exports/export.ts';
import type { Context } from '../project/context.ts';

/** Writes the file, and says how far it is. */
export type WriteKept = (
  path: string,
  at: { signal: AbortSignal; report: (stage: string, fraction: number) => void },
) => Promise<{ bytes: number }>;

/**
 * Makes a file in the project, to be downloaded from /exports/<id>: a row that says what is going on, a folder of its own, and nothing of
 * either left half done. Rethrows what went wrong.
 */
export async function keepExport(
  context: Context,
  about: Pick<Export, 'runId' | 'kind' | 'fileName' | 'options'>,
  write: WriteKept,
): Promise<Export> {
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
  const save = (next: Export) => {
    row = next;
    // The row may have been removed by a person meanwhile: then there is nothing to note.
    if (project.exports.find(id)) project.exports.update(row);
    context.changed();
  };
  project.exports.insert(row);
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
    await mkdir(folder, { recursive: true });
    const { bytes } = await write(join(folder, row.fileName), { signal: stop.signal, report });
    save({ ...row, state: 'done', bytes });
    return row;
  } catch (thrown) {
    const failure = toFailure(thrown);
    save({ ...row, state: failure.code === 'cancelled' ? 'cancelled' : 'failed', error: failure });
    await rm(folder, { recursive: true, force: true });
    throw thrown;
  } finally {
    stops.delete(id);
  }
}
