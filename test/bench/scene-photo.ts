import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Scene } from './scene.ts';

/** The scene's colours as a JPEG. */
export async function writeJpeg({ rgbPath, width, height }: Scene, path: string): Promise<void> {
  await sharp(await readFile(rgbPath), { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toFile(path);
}
