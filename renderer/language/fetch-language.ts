import type { Language } from '../../contract/calls/language.ts';
import { ENGLISH, type Spoken } from './language.ts';
import { sentencesBy } from './sentences-by.ts';

/** Fetches what a language needs. */
export async function fetchLanguage(locale: Language): Promise<Spoken> {
  if (locale === 'en') return ENGLISH;
  const [{ de }, { sentences }] = await Promise.all([import('./de/de.ts'), import('./de/sentences.ts')]);
  return { locale, texts: de, sentence: sentencesBy(sentences, locale) };
}

/** The language that a person chose, else the first that the system prefers and there is; English where there is none. */
export function preferredLanguage(chosen: string | undefined, ofSystem: readonly string[]): Language {
  const wanted = [chosen ?? '', ...ofSystem].map((tag) => tag.toLowerCase().split('-')[0]);
  return wanted.find((tag) => tag === 'en' || tag === 'de') ?? 'en';
}
