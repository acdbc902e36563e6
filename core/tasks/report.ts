import { sentenceIn } from '../../contract/language/sentence-in.ts';
import { comparisonHtml } from '../compare/report/comparison-html.ts';
import { contactSheet } from '../compare/report/contact-sheet.ts';
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
  const { colourMap: colours, language } = options;
  const say = await sentenceIn(language);
  const pictures = await makePictures({ ...task, colourMap: colours }, EDGE, say);
  const pieces =
    format === 'html'
      ? [Buffer.from(comparisonHtml(task, pictures, { colours, language, say }))]
      : await contactSheet(comparison, photo.name, pictures, say);
  const bytes = await writeFile(path, { overwrite, umask, signal }, async (sink) => {
    for (const piece of pieces) await sink(piece);
  });
  return { bytes };
}
