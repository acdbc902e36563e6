import { text } from '../language/text.ts';
import { tell } from '../state/notices.ts';

/** Puts a text on the clipboard and says so; where that is refused, shows the text so that it can be copied by hand. */
export async function copyText(words: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
    tell('done', text('view.copied'));
  } catch {
    tell('error', text('view.clipboardClosed', { text: words }));
  }
}
