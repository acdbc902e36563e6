import type { FormEvent } from 'react';
import { numberText } from '../language/number-text.ts';

/** What the language writes between whole numbers and fractions; fields take both marks, since people and programs write either. */
export const DECIMAL_MARK = numberText(0.1).charAt(1);
export const DECIMAL_MARKS = [',', '.'];

const EXPONENT = /^(-?\d+(?:[.,]\d+)?e[+-]?\d+)$/i;

/**
 * What stands in a field as the language writes it, where a program or another language wrote it: with the other mark, with a minus sign that is no
 * hyphen, with an exponent. Null where it is right as it is, or where nobody can say what was meant.
 */
export function withDecimalMark(written: string, mark = DECIMAL_MARK): string | null {
  const other = mark === ',' ? '.' : ',';
  const signed = written.replace(/^(\s*)[−–](?=[\d.,])/, '$1-');
  const [power] = EXPONENT.exec(signed.trim()) ?? [];
  if (power !== undefined) {
    const digits = Number(power.replace(',', '.')).toLocaleString('en', {
      maximumFractionDigits: 20,
      useGrouping: false,
    });
    return digits.replace('.', mark);
  }
  const isOthers = signed.lastIndexOf(other) > signed.lastIndexOf(mark) && signed.split(other).length === 2;
  const plain = isOthers ? signed.replaceAll(mark, '').replace(other, mark) : signed;
  return plain === written ? null : plain;
}

const setValue = globalThis.HTMLInputElement
  ? Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  : undefined;

/**
 * Fields for numbers hear of the other mark where its key is pressed; where it is pasted, dropped or filled in they would leave it out, and 1.5
 * would be 15. To be called before the field looks at what was written.
 */
export function takeEitherMark({ currentTarget, nativeEvent }: FormEvent<HTMLInputElement>): void {
  const isKey = nativeEvent instanceof InputEvent && nativeEvent.data?.length === 1;
  const written = isKey ? null : withDecimalMark(currentTarget.value);
  // Past React's own setter, which would take what is written here for what it knows already, and tell the field of nothing.
  if (written !== null) setValue?.call(currentTarget, written);
}
