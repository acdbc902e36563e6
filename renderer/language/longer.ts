import { language, type Spoken } from './language.ts';

/** What a page is told to be in for a look at how it holds: English, and each text by two fifths longer (the private use of BCP 47). */
export const LONGER_LOCALE = 'en-x-longer';

const FILL = ' wordsof about fivelett ersormo re';

/** The same texts, each two fifths longer, as other languages are. */
export function longer(): Spoken {
  const spoken = language();
  const rooms = Object.entries(spoken.texts).map(([room, texts]) => [
    room,
    Object.fromEntries(
      Object.entries(texts as Record<string, string>).map(([key, message]) => [key, stretched(message)]),
    ),
  ]);
  return {
    ...spoken,
    texts: Object.fromEntries(rooms),
    sentence: (english) => stretched(english),
  };
}

/** A value in braces counts for one short word. */
function stretched(message: string): string {
  const shown = message.replace(/\{[^{}]*(\{[^{}]*\}[^{}]*)*\}/g, 'value').length;
  const more = Math.ceil(shown * 0.4);
  return message + FILL.repeat(Math.ceil(more / FILL.length)).slice(0, more);
}
