import { z } from 'zod';

/** Languages of the page, by BCP 47; each is called by itself what a person looks for it as. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;

export const languageSchema = z.enum(Object.keys(LANGUAGES) as [keyof typeof LANGUAGES]);
export type Language = keyof typeof LANGUAGES;
