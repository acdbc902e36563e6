import type { Language } from '../../contract/calls/language.ts';
import { ENGLISH, type Spoken } from './language.ts';
import { sentencesBy } from './sentences-by.ts';

/** Fetches what a language needs. */
export async function fetchLanguage(locale: Language): Promise<Spoken> {
  if (locale === 'en') return ENGLISH;
  const [{ de }, { sentences }] = await Promise.all([import('./de/de.ts'), import('./de/sentences.ts')]);
  return { locale, texts: de, sentence: sentencesBy(sentences, locale) };
}
