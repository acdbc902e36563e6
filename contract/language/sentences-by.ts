import { withoutCommands } from '../words/command-words.ts';

/** A sentence with places for values: what stands before, between and behind them. */
interface Shape {
  texts: readonly string[];
  values: readonly { name: string; isQuoted: boolean }[];
  translated: string;
  /** How many letters are the sentence's own: where two fit, the one that says more is meant. */
  own: number;
}

const NUMBER = /^-?\d{1,3}(,\d{3})*(\.\d+)?$|^-?\d+(\.\d+)?$/;
/** A number with its unit: "1.5 GB". */
const MEASURE = /^(-?[\d,]+(?:\.\d+)?) (\S+)$/;
const UNITS: Readonly<Record<string, string>> = { bytes: 'Byte' };
const SAME_UNITS = /^(%|[kKMGT]?i?B|1\/m|m|mm|s|ms|MP|Pixel)$/;
/** What people and files are called is said as it is, whatever it may mean. */
const CALLED =
  /^(names?|path(name)?|file|folder|titles?|packTitle|referenceTitle|id|packId|host|url|href|origin|given|sources|tensor|shownAs|aside|versions?)\d*$/;
/** Titles of runs and packs: they are called as people called them, but what the engine made of them is said. */
const TITLES = /^(title|titles|sources|packTitle|referenceTitle)$/;
/** A whole sentence has more letters of its own than a piece of one: "read {path}" is looked for as a value alone. */
const LEAST_OWN = 5;
/** Which field a schema speaks of. */
const FIELD = /^[\w.-]+$/;

/**
 * How English sentences are said by a table of shapes: "{count} photos" stands for every count. A value that is a sentence or a word of the table
 * itself, or a list of these, is said too, and a number is written by the rules of `locale`; what stands in quotes and what things are called stays.
 * What is in no table comes back as it is; several sentences in a row are looked up one by one. What is said for a command line is left out.
 */
export function sentencesBy(
  table: Readonly<Record<string, string>>,
  locale: string,
): (english: string) => string {
  const exact = new Map<string, string>();
  const shapes: Shape[] = [];
  for (const [english, translated] of Object.entries(table)) {
    if (english.includes('{')) shapes.push(shapeOf(english, translated));
    else exact.set(english, translated);
  }
  shapes.sort((a, b) => b.own - a.own);
  const said = new Map<string, string>();
  const and = new Intl.ListFormat(locale).formatToParts(['1', '2'])[1].value;

  /** A sentence of the table, or null. */
  const one = (english: string, leastOwn: number): string | null => {
    const whole = exact.get(english);
    if (whole !== undefined) return whole;
    for (const shape of shapes) {
      if (shape.own < leastOwn) break;
      const found = valuesIn(english, shape.texts, (text) => exact.has(text));
      if (!found) continue;
      const values = new Map(
        shape.values.map(({ name, isQuoted }, at) => [name, saidAs(name, found[at], isQuoted)]),
      );
      return shape.translated.replace(/\{(\w+)\}/g, (place, name: string) => values.get(name) ?? place);
    }
    return null;
  };
  const saidAs = (name: string, value: string, isQuoted: boolean): string => {
    if (TITLES.test(name)) return titles(value, /s$/.test(name));
    return isQuoted || CALLED.test(name) ? value : saidValue(value);
  };
  const titles = (english: string, areSeveral: boolean): string => {
    if (!areSeveral) return one(english, LEAST_OWN) ?? english;
    return english
      .split(/(,? and |, (?!(?:calibrated|mended)\b))/)
      .map((part, at) => (at % 2 === 0 ? titles(part, false) : part.endsWith(' and ') ? and : part))
      .join('');
  };
  /** Several sentences in a row, or one, as far as they are known. */
  const row = (english: string, leastOwn: number): string | null => {
    const parts = english.split(/(?<=[.:;!?])\s+(?=[\p{Lu}\d"“])/u);
    const each = parts.length > 1 ? parts.map((part) => one(part, LEAST_OWN)) : [];
    // Where every sentence of a row is known by itself, none of them is a value of another's shape.
    if (each.length > 0 && each.every((part) => part !== null)) return each.join(' ');
    const whole = one(english, leastOwn);
    if (whole !== null) return whole;
    const titled = behindColon(english, leastOwn);
    if (titled !== null) return titled;
    return each.some((part) => part !== null) ? parts.map((part, at) => each[at] ?? part).join(' ') : null;
  };
  /** "depth: expected a number, but received nothing.": behind a field, or what is known, stands what is known. */
  const behindColon = (english: string, leastOwn: number): string | null => {
    const at = english.indexOf(': ');
    if (at < 0) return null;
    const before = english.slice(0, at);
    const title = exact.get(before) ?? (FIELD.test(before) ? before : null);
    const [, rest, stop] = /^([\s\S]*?)(\.?)$/.exec(english.slice(at + 2)) ?? [];
    // What ends in a value would take the stop along.
    const known =
      title === null ? null : (withStop(row(rest, leastOwn), stop) ?? row(`${rest}${stop}`, leastOwn));
    return known === null ? null : `${title}: ${known}`;
  };
  const saidValue = (english: string): string => {
    const inner = english.trim();
    const translated = measure(inner, locale) ?? list(inner) ?? row(inner, 0);
    return translated === null ? english : english.replace(inner, () => translated);
  };
  const list = (english: string): string | null => {
    const parts = english.split(/(,? and |, )/);
    if (parts.length === 1) return null;
    const each = parts.map((part, at) => {
      if (at % 2 === 1) return part.endsWith(' and ') ? and : part;
      return measure(part, locale) ?? one(part, 0);
    });
    return each.every((part) => part !== null) ? each.join('') : null;
  };
  return (english) => {
    const known = said.get(english);
    if (known !== undefined) return known;
    const translated = measure(english, locale) ?? row(withoutCommands(english), LEAST_OWN) ?? english;
    if (said.size > 2000) said.clear();
    said.set(english, translated);
    return translated;
  };
}

function withStop(english: string | null, stop: string): string | null {
  return english === null ? null : english + stop;
}

function shapeOf(english: string, translated: string): Shape {
  const parts = english.split(/\{(\w+)\}/);
  const texts = parts.filter((_part, at) => at % 2 === 0);
  const names = parts.filter((_part, at) => at % 2 === 1);
  return {
    texts,
    values: names.map((name, at) => ({
      name,
      isQuoted: texts[at].endsWith('"') && texts[at + 1].startsWith('"'),
    })),
    translated,
    own: texts.join('').replace(/\P{L}/gu, '').length,
  };
}

/**
 * What stands between the texts of a shape, each value as short as it can be; null where the shape does not fit. Where nothing but a space stands
 * between two, the first is as long as the table knows it.
 */
function valuesIn(
  english: string,
  texts: readonly string[],
  isKnown: (text: string) => boolean,
): string[] | null {
  const last = texts[texts.length - 1];
  if (!english.startsWith(texts[0]) || !english.endsWith(last)) return null;
  const end = english.length - last.length;
  const values: string[] = [];
  let from = texts[0].length;
  for (const text of texts.slice(1, -1)) {
    let at = english.indexOf(text, from);
    if (at < 0 || at > end) return null;
    if (text === ' ')
      for (let next = at; next >= 0 && next <= end; next = english.indexOf(text, next + 1))
        if (isKnown(english.slice(from, next))) at = next;
    values.push(english.slice(from, at));
    from = at + text.length;
  }
  if (from > end) return null;
  values.push(english.slice(from, end));
  return values;
}

/** A number, with its unit where it has one, by the rules of a language; null where it is none. */
function measure(english: string, locale: string): string | null {
  if (NUMBER.test(english)) return numberBy(english, locale);
  const [, number, unit] = MEASURE.exec(english) ?? [];
  if (number === undefined || !NUMBER.test(number)) return null;
  if (!Object.hasOwn(UNITS, unit) && !SAME_UNITS.test(unit)) return null;
  return `${numberBy(number, locale)} ${UNITS[unit] ?? unit}`;
}

/** "1,234.5", as the engine writes numbers, by the rules of a language. */
function numberBy(english: string, locale: string): string {
  const digits = english.split('.')[1]?.length ?? 0;
  return Number(english.replaceAll(',', '')).toLocaleString(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: english.includes(','),
  });
}
