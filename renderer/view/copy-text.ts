import { tell } from '../state/notices.ts';

/** Puts a text on the clipboard and says so; where that is refused, shows the text so that it can be copied by hand. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tell('done', 'Copied to the clipboard.');
  } catch {
    tell('error', `The clipboard is closed to this page; copy this by hand: ${text}`);
  }
}
