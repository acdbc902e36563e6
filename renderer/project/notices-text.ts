import { text } from '../language/text.ts';

/** What headings and columns of THIRD_PARTY.md are called on the page. */
const HEADINGS: Readonly<Record<string, string>> = {
  'Third-party notices': text('project.notices'),
  Weights: text('project.noticesWeights'),
  Photos: text('project.noticesPhotos'),
  'Colour maps': text('project.noticesColourMaps'),
  Packages: text('project.noticesPackages'),
  pack: text('project.noticesPack'),
  package: text('project.noticesPackage'),
  licence: text('project.noticesLicence'),
  notice: text('project.noticesNotice'),
  for: text('project.noticesFor'),
};

/** A heading in the language that is spoken; one that nobody knows as it is. */
export function headingText(heading: string): string {
  return HEADINGS[heading] ?? heading;
}

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
