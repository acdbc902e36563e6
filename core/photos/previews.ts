import sharp, { type Sharp } from 'sharp';
import { DepthroomError } from '../../contract/errors.ts';
import type { Pixels } from '../../contract/photo.ts';
import { type OpenedPhoto, openPhoto, openPixels } from './open.ts';
import { refuseDamage } from './refusal.ts';

const PREVIEW_SIDE = 2048;
const THUMBNAIL_SIDE = 320;
/** From so many times the preview on, a JPEG is halved while it is decoded (sharp's rule without `fastShrinkOnLoad`). */
const SHRUNK_BY_DECODER = 4;

/** An encoded picture: JPEG, sRGB, oriented. */
export interface Picture {
  bytes: Buffer;
  width: number;
  height: number;
}

/** What is shown of a photo. */
interface Previews {
  preview: Picture;
  thumbnail: Picture;
}

/** Turns pixels as an EXIF orientation asks. A flip comes before the rotation, whatever the order of the calls. */
function orient(pipeline: Sharp, orientation: number): Sharp {
  switch (orientation) {
    case 2:
      return pipeline.flop();
    case 3:
      return pipeline.rotate(180);
    case 4:
      return pipeline.flip();
    case 5:
      return pipeline.flip().rotate(90);
    case 6:
      return pipeline.rotate(90);
    case 7:
      return pipeline.flop().rotate(90);
    case 8:
      return pipeline.rotate(270);
    default:
      return pipeline;
  }
}

function shrink(pipeline: Sharp, side: number): Sharp {
  return pipeline.resize(side, side, { fit: 'inside', withoutEnlargement: true, fastShrinkOnLoad: false });
}

/** Codes that are counted first would take all coefficients at once and three times as long, for 4 % fewer bytes of the same pixels. */
async function encode(pipeline: Sharp, quality: number): Promise<Picture> {
  const { data, info } = await pipeline
    .jpeg({ quality, chromaSubsampling: '4:4:4', optimiseCoding: false })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

/**
 * Makes the preview (long edge at most 2048) and the thumbnail (at most 320) of a photo, both oriented sRGB JPEG, never
 * larger than the photo. One decode for both, of every pixel there is: a file that is cut off is found out here.
 *
 * The photo is shrunk as it streams in and turned only then, since turning needs all pixels at once. JPEG rather than WebP:
 * as good to the eye at this quality, several times quicker to write.
 *
 * @param name what sentences call the file, where its path does not say it
 * @throws DepthroomError with one sentence for each kind of file that cannot be read
 */
export async function renderPreviews(path: string, name?: string): Promise<Previews> {
  return previewsOf(await openPhoto(path, name));
}

/**
 * Whether previews made of the decoded pixels are those that are made of the file, bit for bit: of a JPEG that stands upright, in colours,
 * and is not so large that the decoder shrinks it while it reads.
 */
export function hasPreviewsOfPixels({ format, metadata, orientation, reading }: OpenedPhoto): boolean {
  const { width, height, space, channels, depth } = metadata;
  const isPlain = format === 'jpeg' && orientation === 1 && !reading.plain && !reading.page;
  const isInColours = space === 'srgb' && channels === 3 && depth === 'uchar';
  return isPlain && isInColours && Math.max(width, height) < SHRUNK_BY_DECODER * PREVIEW_SIDE;
}

/** The same of an opened photo; `pixels`: as `decodePixels` reads them, of one with `hasPreviewsOfPixels`. */
export async function previewsOf(photo: OpenedPhoto, pixels?: Pixels): Promise<Previews> {
  try {
    const whole = pixels
      ? sharp(pixels.rgb, { raw: { width: pixels.width, height: pixels.height, channels: 3 } })
      : await openPixels(photo);
    const { data, info } = await shrink(whole, PREVIEW_SIDE).raw().toBuffer({ resolveWithObject: true });
    const small = () =>
      orient(
        sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } }),
        photo.orientation,
      );
    const [preview, thumbnail] = await Promise.all([
      encode(small(), 92),
      encode(shrink(small(), THUMBNAIL_SIDE), 85),
    ]);
    return { preview, thumbnail };
  } catch (thrown) {
    throw thrown instanceof DepthroomError ? thrown : refuseDamage(photo.name, thrown);
  }
}
