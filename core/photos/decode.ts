import { DepthroomError } from '../../contract/errors.ts';
import type { Pixels } from '../../contract/photo.ts';
import { type OpenedPhoto, openPhoto, openPixels } from './open.ts';
import { refuseDamage } from './refusal.ts';

/**
 * Decodes a photo at full size: oriented, sRGB, interleaved 8-bit RGB, the first frame or page. Runs off the event loop;
 * takes about 3 bytes a pixel, twice that where the photo lies on its side.
 *
 * @param name what sentences call the file, where its path does not say it
 * @throws DepthroomError with one sentence for each kind of file that cannot be read
 */
export async function decodePixels(path: string, name?: string): Promise<Pixels> {
  return pixelsOfPhoto(await openPhoto(path, name));
}

/** The same of an opened photo. */
export async function pixelsOfPhoto(photo: OpenedPhoto): Promise<Pixels> {
  try {
    const { data, info } = await (await openPixels(photo))
      .autoOrient()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, rgb: data };
  } catch (thrown) {
    throw thrown instanceof DepthroomError ? thrown : refuseDamage(photo.name, thrown);
  }
}
