import { escapeHtml } from './html.ts';

/** Lines of small text under the title of a picture. */
const LINES = 3;
/** Pixels from line to line of it, and down to the first. */
const LEADING = 15;
const FIRST = 36;
/** Height in pixels of what stands under a picture of a contact sheet. */
export const CAPTION = FIRST + (LINES - 1) * LEADING + 8;
/** How wide a letter is at most times, in pixels: bold at 14 pixels, plain at 12. */
const BOLD_LETTER = 9;
const LETTER = 6.4;

/** A title and up to three lines of text as wide as their picture; what is longer ends in an ellipsis. */
export function captionSvg(width: number, title: string, text: string): string {
  const [heading] = linesOf(title, Math.floor(width / BOLD_LETTER), 1);
  const lines = linesOf(text, Math.floor(width / LETTER), LINES).map(
    (line, k) =>
      `<text x="0" y="${FIRST + k * LEADING}" font-size="12" fill="#444">${escapeHtml(line)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${CAPTION}" font-family="sans-serif">
<text x="0" y="18" font-size="14" font-weight="bold">${escapeHtml(heading)}</text>
${lines.join('\n')}</svg>`;
}

/** Text broken between words into lines of so many letters, as many as may be; the last one is cut where more is left. */
export function linesOf(text: string, letters: number, most: number): string[] {
  const lines = [''];
  for (const word of text.replace(/\p{Cc}/gu, ' ').split(' ')) {
    const last = lines.length - 1;
    const longer = lines[last] === '' ? word : `${lines[last]} ${word}`;
    if (lengthOf(longer) <= letters || lines[last] === '' || lines.length === most) lines[last] = longer;
    else lines.push(word);
  }
  return lines.map((line) =>
    lengthOf(line) > letters ? `${[...line].slice(0, letters - 1).join('')}…` : line,
  );
}

const lengthOf = (text: string) => [...text].length;
