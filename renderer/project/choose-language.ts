import { DepthroomError } from '../../contract/errors.ts';
import { LANGUAGES, type Language } from '../../contract/language/languages.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { isSending } from '../server/uploads.ts';
import { useImports } from '../state/import-queue.ts';

/** What was chosen when the page was opened; null where the system says it. */
export function chosenLanguage(): Language | null {
  const { language = '' } = document.documentElement.dataset;
  return Object.hasOwn(LANGUAGES, language) ? (language as Language) : null;
}

/**
 * Keeps the choice and opens the page anew in it; what was looked at is there again. Refused with `busy` while files are on their way, which the
 * page sends.
 */
export async function chooseLanguage(language: Language | null): Promise<void> {
  if (language === chosenLanguage()) return;
  const { waiting, sending } = useImports.getState();
  if (waiting.length + sending > 0) throw new DepthroomError('busy', text('project.languageAfterPhotos'));
  if (isSending()) throw new DepthroomError('busy', text('project.languageAfterFiles'));
  await call('keepLanguage', { language });
  location.reload();
}
