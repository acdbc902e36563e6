import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { DepthMap } from '../../contract/depth-map.ts';
import {
  type DepthImageOptions,
  depthImageFormats,
  depthImageOptionsSchema,
} from '../../contract/exports/depth-image.ts';
import { writeDepthImage } from '../../core/exports/image/depth-image.ts';
import { writeNpy } from '../../core/formats/write-npy.ts';
import { embedProfile, makeAdobeProfile } from '../fixtures/colour-profiles.ts';
import { photoOf, runOf } from '../fixtures/finished-run.ts';

const WIDTH = 301;
const HEIGHT = 203;
/** Left and right half of the photo. */
export const PATCHES = [
  [200, 30, 90],
  [10, 60, 250],
];

/** A ramp with a step, noise in the last bits and one invalid pixel. */
function makeDepth(): DepthMap {
  const values = Float32Array.from({ length: WIDTH * HEIGHT }, (_, p) => {
    const x = p % WIDTH;
    const noise = (Math.imul(p + 1, 2654435761) >>> 8) / 2 ** 24;
    return (x < 150 ? 1.5 : 4) + x / 97 + Math.floor(p / WIDTH) / 53 + noise / 1000;
  });
  values[12] = Number.NaN;
  return { kind: 'metric', width: WIDTH, height: HEIGHT, values };
}

/** As a JPEG with all that a camera and an editor leave in it, and as a plain sRGB PNG. */
async function makePhotos(folder: string): Promise<void> {
  const rgb = new Uint8Array(3 * WIDTH * HEIGHT);
  for (let p = 0; p < WIDTH * HEIGHT; p++) rgb.set(PATCHES[p % WIDTH < WIDTH / 2 ? 0 : 1], 3 * p);
  const picture = () => sharp(rgb, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
  await picture().png().toFile(join(folder, 'photo.png'));
  const jpeg = await picture()
    .withExif({
      IFD0: { Make: 'Depthroom', Model: 'Test camera', Artist: 'A. Photographer' },
      IFD2: { FocalLengthIn35mmFilm: '35', DateTimeOriginal: '2026:02:03 04:05:06' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '47/1 30/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '8/1 15/1 0/1',
      },
    })
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>',
    )
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();
  await writeFile(join(folder, 'photo.jpg'), embedProfile(jpeg, makeAdobeProfile()));
}

const FILES: Record<string, Partial<DepthImageOptions>> = {
  png16: { format: 'png16' },
  'png16-log': { format: 'png16', mapping: 'log', polarity: 'near-black' },
  tiff16: { format: 'tiff16', mapping: 'inverse' },
  tiff32: { format: 'tiff32' },
  exr: { format: 'exr' },
  'exr-nuke': { format: 'exr', values: 'inverse', invalid: 'zero', colour: 'half' },
  'exr-all': { format: 'exr', colour: 'float', normals: true, positions: true, axes: 'y-up' },
  'exr-y': { format: 'exr', channel: 'Y' },
  normals: { format: 'normals' },
  'normals-directx': { format: 'normals-exr', green: 'directx' },
  pfm: { format: 'pfm' },
  npy: { format: 'npy' },
  npz: { format: 'npz' },
  preview: { format: 'preview', colourMap: 'turbo' },
  photoshop: { format: 'photoshop', place: true },
  gdepth: { format: 'gdepth', place: true },
  'photoshop-no-place': { format: 'photoshop' },
  'gdepth-no-place': { format: 'gdepth' },
  matte: { format: 'matte-png16', nearerThan: 3, soft: 0.5 },
  'matte-hard': { format: 'matte-png16', nearerThan: 3, polarity: 'near-black' },
  'matte-exr': { format: 'matte-exr', nearerThan: 3, soft: 0.5 },
};

/** Writes every kind of depth image into a folder, with `truth.npy` and `photo.jpg` to compare them with. */
export async function makeFiles(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const depth = makeDepth();
  await makePhotos(folder);
  const facts = {
    depth,
    photo: depth,
    name: 'photo.jpg',
    intrinsics: { fx: 280, fy: 280, cx: 150.5, cy: 101.5 },
  };
  const uncertainty = depth.values.map((value) => value / 100);
  const source = { photo: photoOf(facts), run: runOf(facts), depth, uncertainty };
  await writeNpy(join(folder, 'truth.npy'), depth.values, [HEIGHT, WIDTH], { overwrite: true });
  for (const [name, given] of Object.entries(FILES)) {
    const options = depthImageOptionsSchema.parse(given);
    const path = join(folder, `${name}.${depthImageFormats[options.format].extension}`);
    // Colours of OpenEXR are worked out by hand, which a profile would change.
    const photoPath = join(folder, options.format === 'exr' ? 'photo.png' : 'photo.jpg');
    await writeDepthImage({ ...source, photoPath }, options, path, { overwrite: true });
  }
}
