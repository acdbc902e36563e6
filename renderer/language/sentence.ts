import { language } from './language.ts';
import { typeset } from './number-text.ts';

/**
 * What the engine and the tables of the contract say in English, in the language that is spoken: failures, notes of runs, options, presets. They are one
 * sentence each there, for the command line too, and carry their values already; `de/sentences.ts` knows their shapes.
 */
export function sentence(english: string): string {
  return typeset(language().sentence(english));
}
