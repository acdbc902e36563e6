import { LANGUAGES, type Language } from '../../contract/calls/language.ts';
import { call } from '../server/call.ts';

/** What was chosen when the page was opened; null where the system says it. */
export function chosenLanguage(): Language | null {
  const { language = '' } = document.documentElement.dataset;
  return Object.hasOwn(LANGUAGES, language) ? (language as Language) : null;
}

/** Keeps the choice and opens the page anew in it; what was looked at is there again. */
export async function chooseLanguage(language: Language | null): Promise<void> {
  if (language === chosenLanguage()) return;
  await call('keepLanguage', { language });
  location.reload();
}
