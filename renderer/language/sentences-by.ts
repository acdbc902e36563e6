/** A sentence with places for values: what stands before, between and behind them. */
interface Shape {
  pattern: RegExp;
  names: readonly string[];
  translated: string;
  /** How many characters are the sentence's own: where two fit, the one that says more is meant. */
  own: number;
}

const NUMBER = /^-?\d{1,3}(,\d{3})*(\.\d+)?$/;

/**
 * How English sentences are said by a table of shapes: "{count} photos" stands for every count. A value that is a sentence or a word of the table
 * itself is said too, and a number is written by the rules of `locale`. What is in no table comes back as it is; several sentences in a row are
 * looked up one by one.
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

  const one = (english: string): string | null => {
    const whole = exact.get(english);
    if (whole !== undefined) return whole;
    for (const { pattern, names, translated } of shapes) {
      const found = pattern.exec(english);
      if (!found) continue;
      const values = new Map(names.map((name, at) => [name, value(found[at + 1])]));
      return translated.replace(/\{(\w+)\}/g, (place, name: string) => values.get(name) ?? place);
    }
    return null;
  };
  const value = (english: string): string => {
    if (NUMBER.test(english)) return numberBy(english, locale);
    return one(english) ?? english;
  };
  return (english) => {
    const known = said.get(english);
    if (known !== undefined) return known;
    const parts = english.split(/(?<=[.:;!?])\s+(?=[\p{Lu}\d"“])/u);
    const each = parts.length > 1 ? parts.map(one) : [];
    // Where every sentence of a row is known by itself, none of them is a value of another's shape.
    const translated =
      each.some((part) => part === null) || each.length === 0
        ? (one(english) ?? parts.map((part, at) => each[at] ?? part).join(' '))
        : each.join(' ');
    if (said.size > 2000) said.clear();
    said.set(english, translated);
    return translated;
  };
}

function shapeOf(english: string, translated: string): Shape {
  const parts = english.split(/\{(\w+)\}/);
  const texts = parts.filter((_part, at) => at % 2 === 0);
  return {
    pattern: new RegExp(`^${texts.map(escaped).join('([\\s\\S]*?)')}$`),
    names: parts.filter((_part, at) => at % 2 === 1),
    translated,
    own: texts.join('').length,
  };
}

function escaped(part: string): string {
  return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
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
