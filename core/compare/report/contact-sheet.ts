import sharp from 'sharp';
import type { Comparison } from '../../../contract/compare/comparison.ts';
import { METRICS, printMetric } from '../../../contract/compare/evaluation-protocol.ts';
import type { Say } from '../../../contract/language/sentence-in.ts';

import { GENERATOR } from '../../../contract/version.ts';
import { withText } from '../../formats/write-png.ts';
import { CAPTION, captionSvg } from './caption-svg.ts';
import type { Pictures } from './pictures.ts';
import { differenceWords, minusReference, PHOTO_CAPTION } from './report-words.ts';

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
  const cells = [
    { image: photo, title: photoName, line: say(PHOTO_CAPTION) },
    ...depth.map(({ title, caption, png }) => ({ image: png, title: say(title), line: caption })),
    ...differences.map(({ title, runId, most, png }) => ({
      image: png,
      title: say(minusReference(title)),
      line: [...numbersOf(comparison, runId, say), say(differenceWords(most))].join(' · '),
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

/** What there is of three numbers that say most. */
function numbersOf({ subjects, unit }: Comparison, runId: string, say: Say): string[] {
  const metrics = subjects.find((subject) => subject.runId === runId)?.metrics ?? null;
  return (['absRel', 'delta1', 'spearman'] as const)
    .map((name) => [METRICS[name].label, printMetric(name, metrics, unit)])
    .filter(([, text]) => text !== '–')
    .map(([label, text]) => `${label} ${say(text)}`);
}
