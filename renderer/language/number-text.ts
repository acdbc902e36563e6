import { bytesText } from '../../contract/words/bytes-text.ts';
import { language } from './language.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** How many digits behind the point, as Intl.NumberFormat takes it; whole numbers are grouped by thousands. */
export type NumberStyle = Pick<
  Intl.NumberFormatOptions,
  | 'minimumFractionDigits'
  | 'maximumFractionDigits'
  | 'maximumSignificantDigits'
  | 'minimumSignificantDigits'
  | 'useGrouping'
  | 'style'
  | 'signDisplay'
>;

const MINUS = '\u2212';
const NO_BREAK = '\u00a0';

/**
 * Numbers are shown by one rule: the mark and the groups of three digits that the language has ("1,234.5" and "1.234,5"), a true minus sign, and no
 * break before their unit. Bare digits are for what is no amount: seeds, ids, places and sizes of pixels. What is copied, sent or written to a file
 * is not made here.
 */
export function numberText(value: number, style: NumberStyle = {}): string {
  const { locale } = language();
  const key = `${locale}${JSON.stringify(style)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, style);
    formats.set(key, format);
  }
  return format.format(value).replace('-', MINUS);
}

/** `value.toFixed(digits)` as the language writes it. */
export function fixedText(value: number, digits: number): string {
  // What rounds to nothing has no sign.
  return digitsText(value.toFixed(digits).replace(/^-(?=[0.]+$)/, ''));
}

/** As many digits behind the point as show three that count, "0.00453" and "12.3", and no fewer than `least`; none beyond the sixth. */
export function significantText(value: number, least = 0): string {
  return fixedText(value, Math.max(least, fractionDigits(value)));
}

/** How many digits behind the point that takes. */
export function fractionDigits(value: number): number {
  const rounded = Number(Math.abs(value).toPrecision(3));
  return rounded > 0 && Number.isFinite(rounded)
    ? Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(rounded))))
    : 0;
}

const WRITTEN = /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]?)(\d+))?(?: (\S+))?$/;

/** What a program wrote, "0.153", "-12345.5 m", "1.2e-7", as the language writes it; what is no number stays as it is. */
export function digitsText(written: string): string {
  const found = WRITTEN.exec(written);
  if (!found) return written;
  const [, sign, whole, fraction, powerSign, power, unit] = found;
  const { mark, group } = marks();
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const digits = fraction === undefined ? grouped : `${grouped}${mark}${fraction}`;
  const scaled = power === undefined ? digits : `${digits}e${powerSign === '-' ? MINUS : powerSign}${power}`;
  const number = sign === '' ? scaled : MINUS + scaled;
  return unit === undefined ? number : withUnit(number, unit);
}

/** What the language writes between whole numbers and fractions, and between thousands. */
function marks(): { mark: string; group: string } {
  return { mark: numberText(0.1).charAt(1), group: numberText(1000).charAt(1) };
}

/** A number, written already, with its unit: no line ends between the two. */
export function withUnit(number: string, unit: string): string {
  return number + NO_BREAK + unit;
}

/** Behind a number that is typed. */
export const METRES = withUnit('', 'm');

/** How much room something takes: "1,5 MB". */
export function bytesShown(bytes: number): string {
  return digitsText(bytesText(bytes));
}

/** Units as they stand behind numbers. */
export const UNIT_WORDS = '%|°|[kKMGT]?i?B|1/m|[kcmµn]?m|m?s|min|h|px|MP';
const QUOTED = /("[^"]*"|“[^”]*”|„[^“]*“)/;
const LOOSE_UNIT = new RegExp(`(\\d) (?=(?:${UNIT_WORDS})(?![\\p{L}\\p{N}/]))`, 'gu');
/** A size, "60000 x 40000 pixels", is no count. */
const LARGE_COUNT =
  /(?<![\d.,]|[x×] )\d{5,}(?=[ \u00a0](?:valid |gültige[nr]? )?(?:megapixels?|pixels?|triangles|points|vertices|Megapixeln?|Pixeln?|Dreiecken?|Punkten?)(?!\p{L}))/gu;
const HYPHEN_AS_MINUS = /(^|[\s(])-(?=\d)/g;

/** A sentence that a program wrote, with its numbers as they are shown: a true minus sign, and no break before a unit. Quotes hold what others wrote. */
export function typeset(sentence: string): string {
  if (!/\d/.test(sentence)) return sentence;
  return sentence
    .split(QUOTED)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part
            .replace(LOOSE_UNIT, `$1${NO_BREAK}`)
            .replace(HYPHEN_AS_MINUS, `$1${MINUS}`)
            .replace(LARGE_COUNT, (count) => digitsText(count)),
    )
    .join('');
}
