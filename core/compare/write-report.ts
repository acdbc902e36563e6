import type { ParsedInput } from '../../contract/calls/api.ts';
import type { ReportOptions } from '../../contract/calls/compare-calls.ts';
import type { Export } from '../../contract/exports/export.ts';
import { stemOf } from '../disk/file-stem.ts';
import { inFolderOf } from '../disk/in-folder-of.ts';
import { keepExport } from '../exports/keep-export.ts';
import type { Context } from '../project/context.ts';
import { findCompared } from './compared.ts';

const ENDINGS = { html: 'comparison.html', 'contact-sheet': 'comparison.png' } as const;

/**
 * Writes a report or contact sheet into the project, to be downloaded from /exports/<id>. Throws `not-found` where the comparison is
 * unknown, `bad-input` where a run of it is not finished, `cancelled` once the signal says stop, `exists`, `no-permission`, `no-space`,
 * `not-found`, `bad-input` or `internal` where the file cannot be written, `interrupted` where the process ended.
 */
export function keepReport(
  context: Context,
  { comparisonId, format, options }: ParsedInput<'writeReport'>,
): Promise<Export> {
  const { comparisons, photos } = context.project;
  const comparison = comparisons.get(comparisonId);
  const about = {
    runId: comparison.runIds[0],
    kind: 'comparison' as const,
    fileName: `${stemOf(photos.get(comparison.photoId).name)}.${ENDINGS[format]}`,
    options: { comparisonId, format, ...options },
  };
  return keepExport(context, about, (path, { signal }) =>
    writeReport(context, { comparisonId, format, options, path, overwrite: false }, signal),
  );
}

/** A report on its way to a place. */
export interface ReportWriting {
  comparisonId: string;
  format: 'html' | 'contact-sheet';
  options: ReportOptions;
  path: string;
  overwrite: boolean;
  /** Of the person who asked for it, where it is to lie in a place of theirs. */
  umask?: number | undefined;
}

/**
 * Writes a report or contact sheet to any place; answers with its length in bytes. Throws `not-found` where the comparison is unknown,
 * `bad-input` where a run of it is not finished, `cancelled` once the signal says stop, `exists`, `no-permission`, `no-space`, `not-found`,
 * `bad-input` or `internal` where the file cannot be written, `interrupted` where the process ended.
 */
export function writeReport(
  { project, comparer }: Context,
  { comparisonId, format, options, path, overwrite, umask }: ReportWriting,
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
    umask,
  };
  const write = () => comparer.ask('report', task, { ...(signal ? { signal } : {}), graceMs: 2_000 });
  return inFolderOf(path, write, umask);
}
