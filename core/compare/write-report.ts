import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParsedInput } from '../../contract/api.ts';
import type { ReportOptions } from '../../contract/compare-calls.ts';
import { toFailure } from '../../contract/errors.ts';
import type { Export } from '../../contract/export.ts';
import type { Context } from '../context.ts';
import { stemOf } from '../export-run.ts';
import { findCompared } from './compared.ts';

const ENDINGS = { html: 'comparison.html', 'contact-sheet': 'comparison.png' } as const;

/** Writes a report or contact sheet into the project, to be downloaded from /exports/<id>. */
export async function keepReport(
  context: Context,
  { comparisonId, format, options }: ParsedInput<'writeReport'>,
): Promise<Export> {
  const { project } = context;
  const comparison = project.comparisons.get(comparisonId);
  const photo = project.photos.get(comparison.photoId);
  const id = randomUUID();
  let row: Export = {
    id,
    runId: comparison.runIds[0],
    kind: 'comparison',
    fileName: `${stemOf(photo.name)}.${ENDINGS[format]}`,
    bytes: null,
    options: { comparisonId, format, ...options },
    state: 'running',
    createdAt: new Date().toISOString(),
    engineId: context.engineId,
    error: null,
  };
  const save = (next: Export) => {
    row = next;
    if (project.exports.find(id)) project.exports.update(row);
    context.changed();
  };
  project.exports.insert(row);
  context.changed();
  const stop = new AbortController();
  context.stops.set(id, stop);
  const folder = join(project.exportsFolder, id);
  try {
    await mkdir(folder, { recursive: true });
    const writing = { comparisonId, format, options, path: join(folder, row.fileName), overwrite: false };
    const { bytes } = await writeReport(context, writing, stop.signal);
    save({ ...row, state: 'done', bytes });
    return row;
  } catch (thrown) {
    const failure = toFailure(thrown);
    save({ ...row, state: failure.code === 'cancelled' ? 'cancelled' : 'failed', error: failure });
    await rm(folder, { recursive: true, force: true });
    throw thrown;
  } finally {
    context.stops.delete(id);
  }
}

export interface ReportWriting {
  comparisonId: string;
  format: 'html' | 'contact-sheet';
  options: ReportOptions;
  path: string;
  overwrite: boolean;
}

/** Writes a report or contact sheet to any place. */
export function writeReport(
  { project, comparer }: Context,
  { comparisonId, format, options, path, overwrite }: ReportWriting,
  signal?: AbortSignal,
): Promise<{ bytes: number }> {
  const comparison = project.comparisons.get(comparisonId);
  const { photo, runs, maps, reference, truth } = findCompared(project, comparison);
  if (!reference) throw new Error('a comparison has a reference');
  const task = {
    comparison,
    photo,
    runs,
    truth,
    maps,
    reference,
    previewPath: project.files.pathOf(photo.files.preview),
    differencePaths: comparison.subjects.map(
      ({ difference }) => difference && project.files.pathOf(difference.file),
    ),
    format,
    options,
    path,
    overwrite,
  };
  return comparer.ask('report', task, { ...(signal ? { signal } : {}), graceMs: 2_000 });
}
