import sharp from 'sharp';
import { mappingOfSubject } from '../../../contract/compare/subject-mapping.ts';
import { isLargerNearer, unitOf } from '../../../contract/depth-kind.ts';
import type { DepthKind } from '../../../contract/depth-map.ts';
import type { Say } from '../../../contract/language/sentence-in.ts';
import { colourMap } from '../../../contract/maths/colour-maps.ts';
import { type Mapping, mapPlane } from '../../../contract/maths/mapping.ts';
import { automaticColourScale, type ColourScale, transferText } from '../../../contract/maths/transfer.ts';
import { rgbPng } from '../../formats/write-png.ts';
import type { Grid } from '../../geometry/edges.ts';
import { sizeWithin } from '../../photos/view-size.ts';
import { readPlane } from '../../project/planes.ts';
import type { PictureSource } from '../../worker/report-task.ts';
import { loadMap } from '../measure/stored-map.ts';
import { nearest } from './nearest.ts';
import { paintDepth, paintDifference } from './paint.ts';

/** A picture of a report with what its colours mean. */
export interface Picture {
  /** Of the run, as it is called in English. */
  title: string;
  caption: string;
  png: Buffer;
}

/** The pictures of a report, all of one size in pixels: the photo as JPEG, the others as PNG. */
export interface Pictures {
  size: Grid;
  photo: Buffer;
  depth: Picture[];
  differences: Difference[];
}

/** A difference to the reference, with where the colours end, in the unit of the reference. */
export interface Difference extends Picture {
  runId: string;
  most: string;
}

/**
 * Every picture of a comparison, at most `edge` pixels long. Aligned maps share the scale of the reference, that of the window from
 * the 2nd to the 98th percentile; others have their own. Throws `bad-input` where a map and the reference cannot be aligned so, `altered` where a plane's
 * file is not what was kept, `internal` where it has another length than its size says.
 */
export async function makePictures(source: PictureSource, edge: number, say: Say): Promise<Pictures> {
  const { comparison, photo, maps, reference } = source;
  const size = sizeWithin(photo, edge);
  const target = await loadMap(reference, size, photo);
  const shared = scaleOf(target, reference.kind);
  const paint = async (
    title: string,
    words: string,
    values: Float32Array,
    kind: DepthKind,
    range: ColourScale,
  ) => {
    const { near, far } = range;
    const png = await rgbPng(paintDepth(values, range, colourMap(source.colourMap)), size.width, size.height);
    const unit = unitOf(kind) === 'metres' ? ' m' : '';
    const [nearest, farthest] = [near, far].map((value) => `${round(value)}${unit}`);
    const caption = `${say(words)}; ${say(`${nearest} near to ${farthest} far, ${transferText(range)}`)}`;
    return { title, caption, png };
  };

  const depth: Picture[] = [];
  if (reference.runId === null)
    depth.push(await paint(reference.title, 'ground truth', target, reference.kind, shared));
  for (const [k, map] of maps.entries()) {
    const subject = comparison.subjects[k];
    const values = await loadMap(map, size, photo);
    const mapping = mappingOfSubject(subject, comparison);
    const aligned = mapping && mapPlane(values, mapping);
    if (aligned) {
      const words = subject.isReference
        ? 'the reference'
        : isAsItIs(mapping)
          ? 'as it is'
          : 'colours aligned to the reference';
      depth.push(await paint(map.title, words, aligned, comparison.referenceKind, shared));
    } else {
      depth.push(
        await paint(map.title, 'not aligned, range of its own', values, map.kind, scaleOf(values, map.kind)),
      );
    }
  }

  const differences: Difference[] = [];
  const spread = Math.max(0, ...comparison.subjects.map(({ difference }) => difference?.spread ?? 0));
  const isReversed = isLargerNearer(comparison.referenceKind);
  for (const [k, path] of source.differencePaths.entries()) {
    const subject = comparison.subjects[k];
    const { difference, title, runId } = subject;
    if (!path || !difference) continue;
    const mapping = mappingOfSubject(subject, comparison);
    const values = nearest(await readPlane(path, difference.width * difference.height), difference, size);
    const most = `${round(spread)}${comparison.unit === 'metres' ? ' m' : ''}`;
    differences.push({
      title,
      runId,
      most,
      caption: say(
        `${mapping && isAsItIs(mapping) ? 'as it is' : 'aligned'} against the reference: blue ${most} nearer, white equal, red ${most} farther, grey unknown`,
      ),
      png: await rgbPng(paintDifference(values, spread, isReversed), size.width, size.height),
    });
  }
  const jpeg = await sharp(source.previewPath)
    .resize(size.width, size.height, { fit: 'fill' })
    .jpeg({ quality: 85 })
    .toBuffer();
  return { size, photo: jpeg, depth, differences };
}

function scaleOf(values: Float32Array, kind: DepthKind): ColourScale {
  return automaticColourScale(values, kind, 2, isLargerNearer(kind));
}

const isAsItIs = ({ scale, shift }: Mapping) => scale === 1 && shift === 0;

function round(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : '–';
}
