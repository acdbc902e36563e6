import { useKeyboard } from './use-keyboard.ts';

/** Listens for the keys of the page. */
export function Keys() {
  useKeyboard();
  return null;
}
