import { indexedPictures } from '../../formats/jpeg-mpf.ts';
import { type Jpeg, parseJpeg } from '../../formats/jpeg-segments.ts';
import { takeXmp } from '../../formats/jpeg-xmp.ts';
import { xmpProperty } from '../../formats/xmp.ts';
import { appleFacts, depthOfApple } from './apple-depth.ts';
import { decodeCodes } from './decode-codes.ts';
import {
  type DepthCodes,
  depthOfRange,
  type EmbeddedDepth,
  type RangeFacts,
  upright,
} from './embedded-depth.ts';

/**
 * The depth map in a JPEG: GDepth in its XMP (Google, 2014; ours), Dynamic Depth behind it (Google, 2018), or a further picture of its index with
 * Apple's words; null where it has none. Throws what a broken one throws.
 */
export async function readJpegDepth(file: Buffer, orientation: number): Promise<EmbeddedDepth | null> {
  const jpeg = parseJpeg(file);
  const { standard, extended } = takeXmp(jpeg);
  const xmp = `${standard ?? ''}${extended ?? ''}`;
  return (
    (await readGDepth(xmp, orientation)) ??
    (await readDynamicDepth(file, xmp, orientation)) ??
    (await readFurtherPicture(file, jpeg, orientation))
  );
}

async function readGDepth(xmp: string, orientation: number): Promise<EmbeddedDepth | null> {
  const data = xmpProperty(xmp, 'GDepth', 'Data');
  const range = rangeOf(xmp, 'GDepth');
  if (data === null || range === null) return null;
  const map = depthOfRange(await decodeCodes(Buffer.from(data, 'base64')), range);
  const reasons = [wordsOf(range)];
  return { ...upright(map, orientation), title: 'Depth in the file (GDepth)', format: 'gdepth', reasons };
}

function rangeOf(xmp: string, prefix: 'GDepth' | 'DepthMap'): RangeFacts | null {
  const format = xmpProperty(xmp, prefix, 'Format');
  const [near, far] = ['Near', 'Far'].map((name) => Number(xmpProperty(xmp, prefix, name) ?? Number.NaN));
  if ((format !== 'RangeInverse' && format !== 'RangeLinear') || !(far > near)) return null;
  const unit = (xmpProperty(xmp, prefix, 'Units') ?? '').toLowerCase();
  const units: Record<string, number> = { m: 1, meters: 1, metres: 1, mm: 0.001, millimeters: 0.001 };
  return { format, near, far, unitInMetres: units[unit] ?? null };
}

function wordsOf({ format, near, far, unitInMetres }: RangeFacts): string {
  const how = format === 'RangeInverse' ? '1 / depth' : 'depth';
  return unitInMetres === null
    ? `The file says codes even in ${how} from ${near} to ${far}, and not in which unit: the map counts as relative.`
    : `The file says depth from ${near * unitInMetres} m to ${far * unitInMetres} m, even in ${how}.`;
}

/** Files behind the picture, in the order and of the lengths that the XMP lists (developer.android.com, "Dynamic Depth", §"Container"). */
async function readDynamicDepth(
  file: Buffer,
  xmp: string,
  orientation: number,
): Promise<EmbeddedDepth | null> {
  const range = rangeOf(xmp, 'DepthMap');
  if (!range) return null;
  const wanted = xmpProperty(xmp, 'DepthMap', 'DepthURI');
  const items = [...xmp.matchAll(/<[^>]*\bItem:(?:Length|Mime)\s*=[^>]*>/g)].map(([item]) => ({
    length: Number(xmpProperty(item, 'Item', 'Length') ?? 0),
    uri: xmpProperty(item, 'Item', 'DataURI') ?? '',
    semantic: xmpProperty(item, 'Item', 'Semantic') ?? '',
  }));
  let start = file.length - items.slice(1).reduce((sum, { length }) => sum + length, 0);
  for (const { length, uri, semantic } of items.slice(1)) {
    const isDepth = wanted !== null ? uri === wanted : /depth/i.test(`${uri} ${semantic}`);
    if (isDepth && start >= 0 && length > 0) {
      const map = depthOfRange(await decodeCodes(file.subarray(start, start + length)), range);
      const title = 'Depth in the file (Dynamic Depth)';
      return { ...upright(map, orientation), title, format: 'dynamic-depth', reasons: [wordsOf(range)] };
    }
    start += length;
  }
  return null;
}

async function readFurtherPicture(
  file: Buffer,
  jpeg: Jpeg,
  orientation: number,
): Promise<EmbeddedDepth | null> {
  for (const { offset, length } of indexedPictures(file, jpeg)) {
    const picture = file.subarray(offset, offset + length);
    const xmp = xmpOf(picture);
    const facts = /AuxiliaryImageType\s*=\s*["'][^"']*(depth|disparity)/i.test(xmp) ? appleFacts(xmp) : null;
    if (!facts) continue;
    const codes: DepthCodes = await decodeCodes(picture);
    const map = upright(depthOfApple(codes, facts), orientation);
    return { ...map, title: 'Depth in the file (further picture)', format: 'mpf' };
  }
  return null;
}

function xmpOf(picture: Buffer): string {
  try {
    return takeXmp(parseJpeg(picture)).standard ?? '';
  } catch {
    // Not every further picture is a JPEG that begins as one.
    return '';
  }
}
