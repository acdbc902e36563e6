import { contactSheet } from '../compare/report/contact-sheet.ts';
import { reportHtml } from '../compare/report/html.ts';
import { makePictures } from '../compare/report/pictures.ts';
import { requireUnaltered } from '../disk/require-unaltered.ts';
import { writeFile } from '../disk/write-file.ts';
import type { ReportTask } from '../worker/report-task.ts';

/** Long edge of a report's pictures in pixels. */
const EDGE = 640;

/** Writes a report or a contact sheet. Runs in a worker process. */
export async function runReport(task: ReportTask, signal: AbortSignal): Promise<{ bytes: number }> {
  const { comparison, photo, format, options, path, overwrite, umask } = task;
  await requireUnaltered(task.previewPath);
  const pictures = await makePictures({ ...task, colourMap: options.colourMap }, EDGE);
  const pieces =
    format === 'html'
      ? [Buffer.from(reportHtml(task, pictures, options.colourMap))]
      : await contactSheet(comparison, photo.name, pictures);
  const bytes = await writeFile(path, { overwrite, umask, signal }, async (sink) => {
    for (const piece of pieces) await sink(piece);
  });
  return { bytes };
}
