import type { ClipboardEvent } from 'react';
import { numberText } from '../language/number-text.ts';

/** What the language writes between whole numbers and fractions; fields take both marks, since people and programs write either. */
export const DECIMAL_MARK = numberText(0.1).charAt(1);
export const DECIMAL_MARKS = [',', '.'];

/** A number that is pasted with the other mark, with the language's own; null where it is to be pasted as it is. */
export function withDecimalMark(pasted: string, mark = DECIMAL_MARK): string | null {
  const other = mark === ',' ? '.' : ',';
  return pasted.includes(mark) || pasted.split(other).length !== 2 ? null : pasted.replace(other, mark);
}

/** Fields for numbers hear of the other mark where it is typed; where it is pasted they would drop it, and 1.5 would be 15. */
export function pasteNumber(event: ClipboardEvent<HTMLInputElement>): void {
  const pasted = withDecimalMark(event.clipboardData.getData('text/plain'));
  if (pasted === null) return;
  event.preventDefault();
  // The one way that the field hears of as if it were typed, and that can be undone in it.
  document.execCommand('insertText', false, pasted);
}
