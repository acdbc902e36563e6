import type { Language } from '../../contract/language/languages.ts';
import { en } from './en/en.ts';
import type { Catalogue } from './en/translated.ts';

/** What a person is spoken to in: the texts, what the engine's English sentences are in it, and the rules for numbers. */
export interface Spoken {
  locale: Language;
  texts: Catalogue<typeof en>;
  /** The same sentence in this language; as it is where there is none. */
  sentence(english: string): string;
}

export const ENGLISH: Spoken = { locale: 'en', texts: en, sentence: (english) => english };

let spoken = ENGLISH;

/** What is spoken. It stays the same as long as the page is open: another choice opens the page anew, so a text may be kept. */
export function language(): Spoken {
  return spoken;
}

/** English where nothing was said. Called once, before any part of the page is there. */
export function speak(chosen: Spoken = ENGLISH): void {
  spoken = chosen;
}
