import type { GetICUArgs } from '@schummar/icu-type-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import type { en } from './en/en.ts';
import { language } from './language.ts';

type English = typeof en;
/** `room.key` of every text. */
export type TextKey = {
  [Room in keyof English]: `${Room}.${Extract<keyof English[Room], string>}`;
}[keyof English];

type MessageOf<Key> = Key extends `${infer Room extends keyof English & string}.${infer Name}`
  ? Name extends keyof English[Room]
    ? Extract<English[Room][Name], string>
    : never
  : never;
type ValuesOf<Key> = GetICUArgs<
  MessageOf<Key>,
  { ICUArgument: string | number; ICUNumberArgument: number; ICUDateArgument: Date }
>;
type Values<Key> = [keyof ValuesOf<Key>] extends [never] ? [] : [values: ValuesOf<Key>];

const formats = new Map<string, IntlMessageFormat>();

/**
 * A text of the page in the language that is spoken, with its values in place: an ICU message, so that counts (`{count, plural, ...}`) and numbers
 * (`{bytes, number}`) follow that language's rules. A number that stands as `{value}` is written as it is: it is for ids and for what is
 * formatted already (`numberText`).
 */
export function text<Key extends TextKey>(key: Key, ...[values]: Values<Key>): string {
  const { locale, texts } = language();
  const [room, name] = key.split('.') as [keyof English, never];
  const message: string = texts[room][name];
  if (!/[{'<]/.test(message)) return message;
  return String(formatOf(message, locale).format(values as Record<string, string | number | Date>));
}

/** A parser for each message and language, made when it is first said. */
function formatOf(message: string, locale: string): IntlMessageFormat {
  const key = `${locale} ${message}`;
  let format = formats.get(key);
  if (!format) {
    format = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
    formats.set(key, format);
  }
  return format;
}
