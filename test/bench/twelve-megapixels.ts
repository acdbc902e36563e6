import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const SAMPLE = join(import.meta.dirname, '../../resources/samples/dust-bowl-home.jpg');

/** A photo of 4000 x 3000 pixels as JPEG at `path`, made where it is not there; others of other brightness are other photos. */
export async function makeTwelveMegapixels(path: string, brightness = 1): Promise<string> {
  if (!existsSync(path))
    await sharp(SAMPLE).resize(4000, 3000, { fit: 'fill' }).modulate({ brightness }).jpeg().toFile(path);
  return path;
}
