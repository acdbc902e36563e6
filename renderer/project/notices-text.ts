/** A part of the notices: its heading, and what stands below, in order. */
export interface NoticePart {
  heading: string;
  paragraphs: readonly string[];
  /** Rows of cells, the first of which names the columns. */
  rows: readonly (readonly string[])[];
}

/** THIRD_PARTY.md as parts: it is headings, paragraphs and one table each. */
export function noticeParts(markdown: string): NoticePart[] {
  return markdown
    .split(/^#+ /m)
    .slice(1)
    .map((part) => {
      const [heading, ...lines] = part.split('\n');
      const isRow = (line: string) => line.startsWith('|');
      const rows = lines
        .filter((line) => isRow(line) && !/^\|[\s|-]+\|$/.test(line))
        .map((line) =>
          line
            .split('|')
            .slice(1, -1)
            .map((cell) => plain(cell.trim())),
        );
      const paragraphs = lines
        .map((line) => (isRow(line) ? '' : line))
        .join('\n')
        .split(/\n\s*\n/)
        .map((text) => plain(text.replace(/\s+/g, ' ').trim()))
        .filter((text) => text !== '');
      return { heading, paragraphs, rows };
    });
}

/** Without the signs of Markdown. */
function plain(text: string): string {
  return text.replace(/`/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}
