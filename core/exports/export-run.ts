import { DepthroomError } from '../../contract/errors.ts';
import type { Export } from '../../contract/exports/export.ts';
import { fileExtension } from '../../contract/exports/file-extension.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { stemOf } from '../disk/file-stem.ts';
import { inFolderOf } from '../disk/in-folder-of.ts';
import type { Context } from '../project/context.ts';
import type { ExportRequest } from '../worker/export-task.ts';
import type { FrameShare } from '../worker/sequence-task.ts';
import { keepExport } from './keep-export.ts';

/** What can lie in a project as an export; the other files are made by the CLI where a person says. */
type KeptRequest = Extract<ExportRequest, { kind: 'point-cloud' | 'mesh' | 'depth-image' }>;

/**
 * Makes a file of a finished run in the project, to be downloaded from /exports/<id>; every format's writer says what is in it. Throws
 * `not-found` where the run is unknown, `bad-input` where it is not finished or the options do not fit it, `too-large` where the format
 * cannot hold it, `not-found`, `no-permission`, `bad-input`, `not-an-image`, `unsupported-format` or `too-large` where the photo cannot be
 * read, `cancelled` once the signal says stop, `exists`, `no-permission`, `no-space`, `not-found`, `bad-input` or `internal` where the file
 * cannot be written, `interrupted` where the process ended.
 */
export function exportRun(context: Context, runId: string, request: KeptRequest): Promise<Export> {
  const { photo, run } = finishedRun(context, runId);
  const { kind, options } = request;
  const fileName = `${stemOf(photo.name)}.${run.packId}.${fileExtension(request)}`;
  return keepExport(context, { runId, kind, fileName, options }, (path, at) =>
    writeExport(context, { photo, run, request, path, overwrite: false }, at),
  );
}

/** A file of a run on its way to a place. */
export interface Writing {
  photo: Photo;
  run: Run;
  request: ExportRequest;
  path: string;
  overwrite: boolean;
  /** What makes it a frame of a sequence. */
  frame?: FrameShare | undefined;
  /** Of the person who asked for it, where it is to lie in a place of theirs. */
  umask?: number | undefined;
}

/**
 * Writes a file of a finished run to any place, in the export process; answers with its length in bytes, and with what could not be had as
 * it was asked for. Its folder is made where it is not there. Throws `bad-input` where the run is not finished or the options do not fit it, `too-large` where the format cannot hold it,
 * `not-found`, `no-permission`, `bad-input`, `not-an-image`, `unsupported-format` or `too-large` where the photo cannot be read,
 * `cancelled` once the signal says stop, `exists`, `no-permission`, `no-space`, `not-found`, `bad-input` or `internal` where the file
 * cannot be written, `interrupted` where the process ended.
 */
export async function writeExport(
  { project, exporter }: Context,
  { photo, run, request, frame, path, overwrite, umask }: Writing,
  options: { signal?: AbortSignal; report?: (stage: string, fraction: number) => void } = {},
): Promise<{ bytes: number; notes: string[] }> {
  if (!run.result)
    throw new DepthroomError('bad-input', `Expected a finished run, but "${run.packTitle}" is ${run.state}.`);
  const { files } = project;
  const { model, uncertainty } = run.result;
  const input = {
    request,
    photo,
    run,
    photoPath: files.pathOf(photo.files.original),
    depthPath: files.pathOf(model.file),
    uncertaintyPath: uncertainty && files.pathOf(uncertainty.model.file),
    frame,
    path,
    overwrite,
    umask,
  };
  return inFolderOf(path, () => exporter.ask('export', input, { ...options, graceMs: 2_000 }), umask);
}

/** Stops an export at work; one that has ended stays as it is. Throws `not-found` where it is unknown. */
export function cancelExport({ project, stops }: Context, exportId: string): void {
  project.exports.get(exportId);
  stops.get(exportId)?.abort();
}

function finishedRun({ project }: Context, runId: string): { photo: Photo; run: Run } {
  const run = project.runs.get(runId);
  if (run.state !== 'done')
    throw new DepthroomError('bad-input', `Expected a finished run, but "${run.packTitle}" is ${run.state}.`);
  return { run, photo: project.photos.get(run.photoId) };
}
