import type { Language } from './languages.ts';
import { sentencesBy } from './sentences-by.ts';

/** An English sentence of the engine in another language; as it is where there is none. */
export type Say = (english: string) => string;

/** How a language says what the engine says in English; what that takes is read when it is asked for. */
export async function sentenceIn(language: Language): Promise<Say> {
  if (language === 'en') return (english) => english;
  const { sentences } = await import('./de/sentences.ts');
  return sentencesBy(sentences, language);
}
