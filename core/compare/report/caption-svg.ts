import { escapeHtml } from './html.ts';

/** Height in pixels of what stands under a picture of a contact sheet. */
export const CAPTION = 44;

/** Two lines of text as wide as their picture, cut where they are longer. */
export function captionSvg(width: number, title: string, line: string): string {
  const letters = Math.floor(width / 7);
  const cut = (text: string, most: number) =>
    escapeHtml([...text.replace(/\p{Cc}/gu, ' ')].slice(0, most).join(''));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${CAPTION}" font-family="sans-serif">
<text x="0" y="18" font-size="14" font-weight="bold">${cut(title, Math.floor(letters * 0.85))}</text>
<text x="0" y="36" font-size="12" fill="#444">${cut(line, Math.floor(letters * 1.1))}</text></svg>`;
}
