import { fileBytes, type OpenedPhoto } from '../open.ts';
import type { EmbeddedDepth } from './embedded-depth.ts';
import { readHeicDepth } from './heic-depth.ts';
import { readJpegDepth } from './jpeg-depth.ts';

/**
 * The depth map that lies in the file of an opened photo, upright and covering it; null where there is none. Throws where there is one that cannot be
 * read: `bad-input`, or what its decoder says.
 */
export async function readEmbeddedDepth(photo: OpenedPhoto): Promise<EmbeddedDepth | null> {
  const { format, name, orientation } = photo;
  if (format === 'heic') return readHeicDepth(await fileBytes(photo), name);
  if (format === 'jpeg') return readJpegDepth(await fileBytes(photo), orientation);
  return null;
}
