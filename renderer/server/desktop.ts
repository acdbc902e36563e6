import type { Answer, Desktop } from '../../contract/desktop.ts';
import { DepthroomError } from '../../contract/errors.ts';

/** The window around the page; undefined in a browser, and where there is no page at all. */
export function desktop(): Desktop | undefined {
  return globalThis.window?.desktop;
}

/** What the window answered. Throws the failure that it answered with. */
export async function answerOfDesktop<T>(asked: Promise<Answer<T>>): Promise<T> {
  const given = await asked;
  if ('answer' in given) return given.answer;
  throw new DepthroomError(given.failure.code, given.failure.message);
}
