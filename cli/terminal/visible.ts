/**
 * Control characters but for the end of a line and the tab, and those that turn the direction of what follows: the name of a file from anybody
 * would move the cursor, change colours and the title of a terminal, or show itself backwards.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text in which they are written out, as JSON writes them: what is JSON stays so. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (unseen) => `\\u${unseen.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A name within a line, which stays one line. */
export function inOneLine(text: string): string {
  return visible(text).replace(/[\n\t\u2028\u2029]/g, (unseen) => JSON.stringify(unseen).slice(1, -1));
}

/** Has everything that is printed as a line written so. */
export function printVisibly(): void {
  for (const name of ['log', 'error'] as const) {
    const print = console[name].bind(console);
    console[name] = (...words: unknown[]) =>
      print(...words.map((each) => (typeof each === 'string' ? visible(each) : each)));
  }
}
