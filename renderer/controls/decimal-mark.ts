import type { FormEvent } from 'react';
import { numberText } from '../language/number-text.ts';

/** What the language writes between whole numbers and fractions; fields take both marks, since people and programs write either. */
export const DECIMAL_MARK = numberText(0.1).charAt(1);
export const DECIMAL_MARKS = [',', '.'];

/** What stands in a field, with the language's own mark where it holds the other one and nothing else; null where it is right as it is. */
export function withDecimalMark(written: string, mark = DECIMAL_MARK): string | null {
  const other = mark === ',' ? '.' : ',';
  return written.includes(mark) || written.split(other).length !== 2 ? null : written.replace(other, mark);
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
