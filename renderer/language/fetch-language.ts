import type { Language } from '../../contract/language/languages.ts';
import { sentenceIn } from '../../contract/language/sentence-in.ts';
import { ENGLISH, type Spoken } from './language.ts';

/** Fetches what a language needs. */
export async function fetchLanguage(locale: Language): Promise<Spoken> {
  if (locale === 'en') return ENGLISH;
  const [{ de }, sentence] = await Promise.all([import('./de/de.ts'), sentenceIn(locale)]);
  return { locale, texts: de, sentence };
}
