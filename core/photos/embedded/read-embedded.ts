import { readFile } from 'node:fs/promises';
import { openPhoto } from '../open.ts';
import type { EmbeddedDepth } from './embedded-depth.ts';
import { readHeicDepth } from './heic-depth.ts';
import { readJpegDepth } from './jpeg-depth.ts';

/**
 * The depth map that lies in the file of a photo, upright and covering it; null where there is none. Throws where there is one that cannot be
 * read: `bad-input`, or what its decoder says.
 */
export async function readEmbeddedDepth(path: string, name: string): Promise<EmbeddedDepth | null> {
  const { format, orientation } = await openPhoto(path, name);
  if (format === 'heic') return readHeicDepth(await readFile(path), name);
  if (format === 'jpeg') return readJpegDepth(await readFile(path), orientation);
  return null;
}
