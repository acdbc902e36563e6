import './server/no-eval.ts';
import { preferredLanguage } from '../contract/language/languages.ts';
import { fetchLanguage } from './language/fetch-language.ts';
import { speak } from './language/language.ts';
import { LONGER_LOCALE } from './language/longer.ts';

/**
 * The language first, then the page: whatever part of it is there may say something at once. The server writes into the page what a person
 * chose (core/host/send-page.ts).
 */
const { dataset } = document.documentElement;
const locale = preferredLanguage([dataset.language ?? '', ...spokenLanguages()]);
if (dataset.language === LONGER_LOCALE) {
  const { longer } = await import('./language/longer.ts');
  speak(longer());
} else speak(await fetchLanguage(locale));
document.documentElement.lang = locale;
await import('./show-page.tsx');

/** What the browser says that a person speaks; some say nothing, or the one language alone. */
function spokenLanguages(): unknown[] {
  const { languages, language } = navigator as { languages?: unknown; language?: unknown };
  return Array.isArray(languages) && languages.length > 0 ? languages : [language];
}
