import type { Comparison } from '../../contract/compare/comparison.ts';
import { language } from '../language/language.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { downloadExport } from '../server/files.ts';
import { useLook } from '../state/look.ts';
import { attempt, tell } from '../state/notices.ts';

/** Writes the comparison to be sent to somebody, and hands it over as a download. */
export async function saveReport(comparison: Comparison, format: 'html' | 'contact-sheet'): Promise<void> {
  const options = { colourMap: useLook.getState().colourMap, language: language().locale };
  await attempt(async () => {
    const made = await call('writeReport', { comparisonId: comparison.id, format, options });
    if (made.state !== 'done') return;
    downloadExport(made.id, made.fileName);
    tell('done', text('exports.downloadStarted', { fileName: made.fileName }));
  });
}
