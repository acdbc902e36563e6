import { digitsText, fixedText, withUnit } from '../../language/number-text.ts';
import { text } from '../../language/text.ts';

/** What a preview says beside its picture. */
export interface PreviewText {
  /** What black, or the first colour, means. */
  dark: string;
  light: string;
  /** The same for those who do not see it. */
  label: string;
  /** Null where every pixel has a value. */
  invalid: string | null;
}

interface Facts {
  darkIs: 'near' | 'far';
  dark: number;
  light: number;
  unit: string;
  invalid: number;
  means?: readonly [dark: string, light: string] | undefined;
}

export function previewText(
  { darkIs, dark, light, unit, invalid, means }: Facts,
  isColoured: boolean,
): PreviewText {
  const [first, last] = isColoured ? ['first', 'last'] : ['black', 'white'];
  const ofEnd = (end: string, place: string, value: number) =>
    text('exports.previewEnd', {
      end,
      place,
      value: unit ? withUnit(threeDigits(value), unit) : threeDigits(value),
    });
  const meaning = (end: string, what: string) => text('exports.previewMeaning', { end, meaning: what });
  const darkText = means ? meaning('black', means[0]) : ofEnd(first, darkIs, dark);
  const lightText = means
    ? meaning('white', means[1])
    : ofEnd(last, darkIs === 'near' ? 'far' : 'near', light);
  return {
    dark: darkText,
    light: lightText,
    label: text('exports.previewLabel', { dark: darkText, light: lightText }),
    invalid:
      invalid > 0
        ? text('exports.withoutValue', { percent: fixedText(100 * invalid, invalid < 0.001 ? 3 : 1) })
        : null,
  };
}

/** Three digits, without the zeros behind them. */
export function threeDigits(value: number): string {
  return digitsText(String(Number(value.toPrecision(3))));
}
