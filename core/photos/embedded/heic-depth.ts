import { decodeHeifDepth, type HeifDepth } from '../../formats/heif/decode-heif.ts';
import { type HeifFile, type HeifItem, readHeif } from '../../formats/heif/read-heif.ts';
import { auxiliaryType, xmpOfItem } from '../containers/heic.ts';
import { appleFacts, depthOfApple } from './apple-depth.ts';
import { type DepthCodes, type EmbeddedDepth, upright } from './embedded-depth.ts';

/** Kinds of auxiliary pictures that are depth (ISO/IEC 23008-12, §6.5.8; ISO/IEC 23091-2). */
const DEPTH = /auxid:2$|auxiliary:depth$|:depth$|:disparity$/;

/** The depth image of a HEIC file (phones: portrait photos); null where it has none. Throws `bad-input` where it is broken. */
export async function readHeicDepth(bytes: Buffer, name: string): Promise<EmbeddedDepth | null> {
  const file = readHeif(bytes);
  const item = file && depthItem(file);
  if (!file?.primary || !item) return null;
  const depth = await decodeHeifDepth(bytes, name);
  if (!depth) return null;
  const codes: DepthCodes = { ...depth, codes: depth.data, largest: 2 ** depth.bits - 1 };
  const apple = appleFacts(xmpOfItem(file, item));
  const found = apple ? depthOfApple(codes, apple) : depthOfRepresentation(codes, depth.representation);
  // libheif turns what says so itself; some writers say it of the photo alone.
  const own = orientationOf(item);
  const map = upright(found, own === 1 ? orientationOf(file.primary) : 1);
  return { ...map, title: 'Depth in the file (HEIC)', format: 'heic' };
}

function depthItem(file: HeifFile): HeifItem | null {
  const found = file.references.find(
    ({ type, from, to }) =>
      type === 'auxl' &&
      file.primary &&
      to.includes(file.primary.id) &&
      DEPTH.test(auxiliaryType(file, from)),
  );
  return (found && file.items.get(found.from)) ?? null;
}

/** EXIF orientation of what `irot` and `imir` do, in the order that the standard asks for (ISO/IEC 23008-12, §6.5.10-12): turned, then mirrored. */
function orientationOf({ properties }: HeifItem): number {
  const turns = (properties.find(({ type }) => type === 'irot')?.body[0] ?? 0) & 3;
  const mirror = properties.find(({ type }) => type === 'imir')?.body[0];
  const turned = [1, 8, 3, 6][turns];
  if (mirror === undefined) return turned;
  // Axis 0: top and bottom change places; 1: left and right.
  const upsideDown: Record<number, number> = { 1: 4, 8: 7, 3: 2, 6: 5 };
  const leftToRight: Record<number, number> = { 1: 2, 8: 5, 3: 4, 6: 7 };
  return ((mirror & 1) === 0 ? upsideDown : leftToRight)[turned];
}

/** By the depth representation information of HEVC (ITU-T H.265, §G.14.2.5); without it nearer is brighter, and no more is known. */
function depthOfRepresentation(
  { width, height, codes, largest }: DepthCodes,
  representation: HeifDepth['representation'],
): Pick<EmbeddedDepth, 'kind' | 'width' | 'height' | 'values' | 'reasons'> {
  const { zNear, zFar, type } = representation ?? { zNear: null, zFar: null, type: 1 };
  if (zNear !== null && zFar !== null && zNear > 0 && zFar > zNear && (type === 0 || type === 2)) {
    const value = (share: number) =>
      type === 2 ? zNear + share * (zFar - zNear) : 1 / (share * (1 / zNear - 1 / zFar) + 1 / zFar);
    const values = Float32Array.from(codes, (code) => value(code / largest));
    const reasons = [
      `The file says depth from ${zNear} m to ${zFar} m, even in ${type === 2 ? 'depth' : '1 / depth'}.`,
    ];
    return { kind: 'metric', width, height, values, reasons };
  }
  const reasons = [
    'The file does not say what the numbers mean: brighter is taken as nearer, without a scale.',
  ];
  return {
    kind: 'affine-disparity',
    width,
    height,
    values: Float32Array.from(codes, (code) => code / largest),
    reasons,
  };
}
