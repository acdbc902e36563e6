/** Languages of the page, by BCP 47; each is called by itself what a person looks for it as. No schema here: the page reads this before anything else. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;

export type Language = keyof typeof LANGUAGES;

/** The first language of these tags (BCP 47, the most wanted first) that there is; English where there is none. */
export function preferredLanguage(tags: Iterable<unknown>): Language {
  // Browsers that hide what a person speaks, and those that were told to say something else, hand on anything.
  const wanted = Array.from(
    tags,
    (tag) =>
      String(tag ?? '')
        .trim()
        .toLowerCase()
        .split(/[-_]/)[0],
  );
  return wanted.find((tag): tag is Language => Object.hasOwn(LANGUAGES, tag)) ?? 'en';
}
