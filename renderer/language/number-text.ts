import { bytesText } from '../../contract/bytes-text.ts';
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

/** A number as the language that is spoken writes it: "1,234.5" and "1.234,5". */
export function numberText(value: number, style: NumberStyle = {}): string {
  const { locale } = language();
  const key = `${locale}${JSON.stringify(style)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, style);
    formats.set(key, format);
  }
  return format.format(value);
}

/** `value.toFixed(digits)` with the mark that the language writes, and no groups. */
export function fixedText(value: number, digits: number): string {
  // What rounds to nothing has no sign.
  return digitsText(value.toFixed(digits).replace(/^-(?=[0.]+$)/, ''));
}

/** Digits as a program wrote them ("0.153", "1.2e-7") with the mark that the language writes. */
export function digitsText(digits: string): string {
  const mark = numberText(0.1).charAt(1);
  return mark === '.' ? digits : digits.replace('.', mark);
}

/** How much room something takes: "1,5 MB". */
export function bytesShown(bytes: number): string {
  return digitsText(bytesText(bytes));
}
