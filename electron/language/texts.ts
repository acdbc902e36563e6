import type { App } from 'electron';
import { type Language, preferredLanguage } from '../../contract/language/languages.ts';
import { readLanguage } from '../../core/host/kept/language.ts';
import { de } from './de.ts';
import { en, type Texts } from './en.ts';

const TEXTS: Readonly<Record<Language, Texts>> = { en, de };

/** The texts as they are to be said now: a person may choose another language at any time. */
export type AskTexts = () => Promise<Texts>;

/** Texts in the language that a person chose, else in that of the system; English where there is none. Never fails. */
export function textsOf({ app }: { app: Pick<App, 'getLocale'> }, dataFolder: string): AskTexts {
  return async () => {
    const { language } = await readLanguage(dataFolder);
    return TEXTS[preferredLanguage([language ?? '', app.getLocale()])];
  };
}
