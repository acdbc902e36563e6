import sharp from 'sharp';
import type { Comparison } from '../../../contract/compare/comparison.ts';
import { METRICS, printMetric } from '../../../contract/compare/evaluation-protocol.ts';
import type { Say } from '../../../contract/language/sentence-in.ts';

import { GENERATOR } from '../../../contract/version.ts';
import { withText } from '../../formats/write-png.ts';
import { CAPTION, captionSvg } from './caption-svg.ts';
import type { Pictures } from './pictures.ts';
import { CAPTIONS, minusReference } from './report-words.ts';

const GAP = 16;

/**
 * All pictures of a comparison on one PNG with a line of text under each, as pieces of a file; the layout in pixels is our own. Throws
 * `internal` where a text of the PNG is not ASCII.
 */
export async function contactSheet(
  comparison: Comparison,
  photoName: string,
  { size, photo, depth, differences }: Pictures,
  say: Say,
): Promise<Uint8Array[]> {
  const numbers = new Map(
    comparison.subjects
      .filter(({ isReference }) => !isReference)
      .map(({ title, metrics }) => [
        title,
        (['absRel', 'delta1', 'spearman'] as const)
          .map((name) => [name, printMetric(name, metrics, comparison.unit)] as const)
          .filter(([, text]) => text !== '–')
          .map(([name, text]) => `${METRICS[name].label} ${say(text)}`)
          .join('   '),
      ]),
  );
  const cells = [
    { image: photo, title: photoName, line: say(CAPTIONS.photo) },
    ...depth.map(({ title, caption, png }) => ({ image: png, title, line: caption })),
    ...differences.map(({ title, png }) => ({
      image: png,
      title: say(minusReference(title)),
      line: `${numbers.get(title) ?? ''}   ${say(CAPTIONS.difference)}`,
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
