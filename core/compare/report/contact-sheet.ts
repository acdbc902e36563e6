import sharp from 'sharp';
import type { Comparison } from '../../../contract/compare/comparison.ts';
import { printMetric } from '../../../contract/compare/evaluation-protocol.ts';

import { GENERATOR } from '../../../contract/version.ts';
import { withText } from '../../formats/write-png.ts';
import { escapeHtml } from './html.ts';
import type { Pictures } from './pictures.ts';

const GAP = 16;
const CAPTION = 44;

/**
 * All pictures of a comparison on one PNG with a line of text under each, as pieces of a file; the layout in pixels is our own. Throws
 * `internal` where a text of the PNG is not ASCII.
 */
export async function contactSheet(
  comparison: Comparison,
  photoName: string,
  { size, photo, depth, differences }: Pictures,
): Promise<Uint8Array[]> {
  const numbers = new Map(
    comparison.subjects
      .filter(({ isReference }) => !isReference)
      .map(({ title, metrics }) => [
        title,
        (['absRel', 'delta1', 'spearman'] as const)
          .map((name) => [name, printMetric(name, metrics, comparison.unit)] as const)
          .filter(([, text]) => text !== '–')
          .map(([name, text]) => `${{ absRel: 'AbsRel', delta1: 'δ1', spearman: 'Spearman' }[name]} ${text}`)
          .join('   '),
      ]),
  );
  const cells = [
    { image: photo, title: photoName, line: 'the photo' },
    ...depth.map(({ title, caption, png }) => ({ image: png, title, line: caption })),
    ...differences.map(({ title, png }) => ({
      image: png,
      title: `${title} minus reference`,
      line: `${numbers.get(title) ?? ''}   blue nearer, red farther`,
    })),
  ];
  const columns = Math.ceil(Math.sqrt(cells.length));
  const rows = Math.ceil(cells.length / columns);
  const width = columns * (size.width + GAP) + GAP;
  const height = rows * (size.height + CAPTION + GAP) + GAP;
  const sheet = sharp({ create: { width, height, channels: 3, background: '#ffffff' } }).composite(
    cells.flatMap(({ image, title, line }, k) => {
      const left = GAP + (k % columns) * (size.width + GAP);
      const top = GAP + Math.floor(k / columns) * (size.height + CAPTION + GAP);
      return [
        { input: image, left, top },
        { input: Buffer.from(captionSvg(size.width, title, line)), left, top: top + size.height },
      ];
    }),
  );
  const png = await sheet.png({ compressionLevel: 6 }).toBuffer();
  return withText(png, { Software: GENERATOR });
}

function captionSvg(width: number, title: string, line: string): string {
  const letters = Math.floor(width / 7);
  const cut = (text: string, most: number) =>
    escapeHtml([...text.replace(/\p{Cc}/gu, ' ')].slice(0, most).join(''));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${CAPTION}" font-family="sans-serif">
<text x="0" y="18" font-size="14" font-weight="bold">${cut(title, Math.floor(letters * 0.85))}</text>
<text x="0" y="36" font-size="12" fill="#444">${cut(line, Math.floor(letters * 1.1))}</text></svg>`;
}
