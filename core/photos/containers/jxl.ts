import sharp from 'sharp';
import { DepthroomError } from '../../../contract/errors.ts';
import { decodeJxl } from '../../formats/decode-jxl.ts';
import { readJxlHead } from '../../formats/read-jxl.ts';
import { readPngColour } from '../../formats/read-png-colour.ts';
import { colourOfCodes } from '../colour/cicp.ts';
import { toSrgb } from '../colour/to-srgb.ts';
import { type PhotoMetadata, type Reading, rawSamples, tiffOfSamples } from './reading.ts';

/** How a JPEG XL photo is read: as the PNG that its decoder makes of it. Throws `not-an-image` where its head is broken. */
export function readJxl(
  bytes: Buffer,
  name: string,
  maximumPixels: number,
): Reading & { metadata: PhotoMetadata } {
  const head = readJxlHead(bytes);
  if (!head) {
    throw new DepthroomError(
      'not-an-image',
      `${name} is damaged or cut off: no picture is in it; copy it again from the camera, or save it anew in a program that still opens it.`,
    );
  }
  const { width, height, bits, exif, xmp } = head;
  return {
    plain: async () => {
      const png = await decodeJxl(bytes, name);
      const { codes, peak } = await readPngColour(async (at, length) => png.subarray(at, at + length));
      const stated = codes && colourOfCodes(codes.primaries, codes.transfer, peak);
      if (!stated) return png;
      const samples = await rawSamples(png, await sharp(png).metadata(), maximumPixels);
      return tiffOfSamples(toSrgb(samples, stated), 1);
    },
    metadata: {
      width,
      height,
      channels: 3,
      depth: bits > 8 ? 'ushort' : 'uchar',
      space: bits > 8 ? 'rgb16' : 'srgb',
      hasAlpha: false,
      hasProfile: false,
      bitsPerSample: bits,
      // Its decoder turns it; what EXIF repeats of that is done.
      orientation: 1,
      ...(exif && { exif }),
      ...(xmp !== null && { xmpAsString: xmp }),
    } as PhotoMetadata,
  };
}
