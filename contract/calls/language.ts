/** Languages of the page, by BCP 47; each is called by itself what a person looks for it as. No schema here: the page reads this before anything else. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;

export type Language = keyof typeof LANGUAGES;

/** The first language of these tags (BCP 47, the most wanted first) that there is; English where there is none. */
export function preferredLanguage(tags: readonly string[]): Language {
  const wanted = tags.map((tag) => tag.toLowerCase().split('-')[0]);
  return wanted.find((tag): tag is Language => Object.hasOwn(LANGUAGES, tag)) ?? 'en';
}
