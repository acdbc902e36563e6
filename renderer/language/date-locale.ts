import { language } from './language.ts';

/**
 * What dates and times of day are written by: the region that the person has for the language that is spoken ("en-GB" writes 14:05 where
 * "en" writes 2:05 PM), else the language alone.
 */
export function dateLocale(preferred: readonly string[] = globalThis.navigator?.languages ?? []): string {
  const { locale } = language();
  return preferred.find((tag) => tag.toLowerCase().split('-')[0] === locale) ?? locale;
}
