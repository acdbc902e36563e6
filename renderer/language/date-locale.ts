import { language } from './language.ts';

/**
 * What dates and times of day are written by: the region that the person has for the language that is spoken ("en-GB" writes 14:05 where
 * "en" writes 2:05 PM), else the language alone. A browser under the C locale of POSIX names "en-US@posix", which Intl refuses.
 */
export function dateLocale(preferred: readonly unknown[] = globalThis.navigator?.languages ?? []): string {
  const { locale } = language();
  // Browsers that hide what a person speaks hand on anything.
  const tags = preferred
    .filter((tag) => typeof tag === 'string')
    .map((tag) => tag.split('@')[0])
    .filter(isKnown);
  return tags.find((tag) => tag.toLowerCase().split('-')[0] === locale) ?? locale;
}

/** Hour and minute as the language and the region write them, which no line breaks ("06:57 PM"). */
export function timeOfDay(time: Date, locale: string = dateLocale()): string {
  const written = time.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  return written.replace(/\s/g, '\u00a0');
}

function isKnown(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
