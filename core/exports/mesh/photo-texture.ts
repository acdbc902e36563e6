import sharp, { type Sharp } from 'sharp';
import type { Pixels } from '../../../contract/photo.ts';
import { openPhoto, openPixels } from '../../photos/open.ts';
import type { EmbeddedPicture } from './glb-scene.ts';

/**
 * The photo at full size (height x width x 3) as a texture: upright, sRGB, without its metadata (where it was taken is nobody's business in
 * a model that is passed on). Own choice: JPEG at quality 92, whose differences are not seen, colour not halved; or PNG, exact. Throws
 * `not-found`, `no-permission`, `bad-input`, `not-an-image`, `unsupported-format` `too-large` or `internal` where the
 * photo cannot be read.
 */
export async function photoTexture(photoPath: string, kind: 'jpeg' | 'png'): Promise<EmbeddedPicture> {
  return encoded((await openPixels(await openPhoto(photoPath))).autoOrient(), kind);
}

/** Pixels of ours as a picture in a file, as `photoTexture` makes that of the photo. */
export function pixelTexture({ width, height, rgb }: Pixels, kind: 'jpeg' | 'png'): Promise<EmbeddedPicture> {
  return encoded(sharp(rgb, { raw: { width, height, channels: 3 } }), kind);
}

async function encoded(picture: Sharp, kind: 'jpeg' | 'png'): Promise<EmbeddedPicture> {
  if (kind === 'png') return { bytes: await picture.png().toBuffer(), mimeType: 'image/png' };
  return {
    bytes: await picture.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer(),
    mimeType: 'image/jpeg',
  };
}
