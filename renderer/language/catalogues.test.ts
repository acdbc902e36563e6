import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { expect, test } from 'vitest';
import { de } from './de/de.ts';
import { en } from './en/en.ts';
import { UNIT_WORDS } from './number-text.ts';

const messages = (catalogue: object) =>
  new Map(
    Object.entries(catalogue).flatMap(([room, texts]) =>
      Object.entries(texts as Record<string, string>).map(([key, message]) => [`${room}.${key}`, message]),
    ),
  );
const english = messages(en);
const german = messages(de);

test('every text is there in every language, and in the same order, so that they can be read side by side', () => {
  expect([...german.keys()]).toEqual([...english.keys()]);
});

test('a text takes the same values in every language, and each that counts has the forms of that language', () => {
  for (const [key, message] of english) {
    const translated = german.get(key) ?? '';
    expect(valuesOf(translated), key).toEqual(valuesOf(message));
    expect(translated.trim(), key).not.toBe('');
    expect(
      [translated, message].map((text) => text !== text.trim()),
      key,
    ).toEqual([false, false]);
  }
});

test('no English was left in German', () => {
  const same = [...english].filter(([key, message]) => german.get(key) === message).map(([key]) => key);
  // Names, units, and words that German took over.
  const words = same.filter((key) => /\p{Ll}{4,} \p{L}{3,} \p{L}{3,}/u.test(english.get(key) ?? ''));
  expect(words).toEqual([]);
});

test('no line ends between a number and its unit, and what is below nothing has a minus sign', () => {
  const loose = new RegExp(`[\\d}] (?:${UNIT_WORDS})(?![\\p{L}\\p{N}}/])`, 'u');
  // What the engine says is set when it is shown.
  const texts = [...english, ...german];
  expect(texts.filter(([, message]) => loose.test(message))).toEqual([]);
  expect(texts.filter(([, message]) => /(^|[\s(])-\d/.test(message))).toEqual([]);
});

/** `name:type` of every value, and for plurals their forms. */
function valuesOf(message: string): string[] {
  const found = new Set<string>();
  const look = (parts: readonly MessageFormatElement[]) => {
    for (const part of parts) {
      if (part.type === TYPE.literal || part.type === TYPE.pound) continue;
      found.add(`${part.value} ${TYPE[part.type]}`);
      if (part.type === TYPE.select || part.type === TYPE.plural)
        for (const [form, { value }] of Object.entries(part.options)) {
          if (part.type === TYPE.select || form === 'other') found.add(`${part.value} ${form}`);
          look(value);
        }
      if (part.type === TYPE.tag) look(part.children);
    }
  };
  look(parse(message));
  return [...found].sort();
}
