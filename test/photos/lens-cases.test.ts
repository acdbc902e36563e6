import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fieldOfView } from '../../contract/maths/field-of-view.ts';
import { inspectPhoto } from '../../core/photos/inspect.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthroom-lens-'));
});
afterAll(() => rm(folder, { recursive: true }));

const PANO =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:GPano="http://ns.google.com/photos/1.0/panorama/" GPano:ProjectionType="equirectangular"/></rdf:RDF></x:xmpmeta>';
const IN_XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" tiff:Make="Canon" tiff:Model="Canon EOS 5D" exif:DateTimeOriginal="2024-05-01T12:34:56+02:00" exif:FocalLengthIn35mmFilm="50"/></rdf:RDF></x:xmpmeta>';

interface LensCase {
  name: string;
  size: [number, number];
  camera?: [string, string];
  exif?: Record<string, string>;
  xmp?: string;
  /** Degrees along the longer side, of the lens on the camera's real sensor: 2 atan(sensor / 2 f). */
  degrees: number;
  note: RegExp;
}

const plane = (x: string, unit: string) => ({
  FocalPlaneXResolution: x,
  FocalPlaneYResolution: x,
  FocalPlaneResolutionUnit: unit,
});

const CASES: LensCase[] = [
  {
    name: 'EOS 6D Mark II, whose firmware speaks of a sensor of 23.8 mm',
    size: [624, 416],
    camera: ['Canon', 'Canon EOS 6D Mark II'],
    exif: { FocalLength: '50/1', ...plane('666/1', '2') },
    degrees: 39.6,
    note: /36 mm sensor of a Canon EOS 6D Mark II; the 23.8 mm in the EXIF data cannot be/,
  },
  {
    name: 'FinePix X100, whose unit is wrong',
    size: [428, 284],
    camera: ['FUJIFILM', 'FinePix X100'],
    exif: { FocalLength: '23/1', ...plane('82/1', '3') },
    degrees: 54.3,
    note: /23.6 mm sensor of a FUJIFILM FinePix X100/,
  },
  {
    name: 'EOS R5, made smaller by a program that kept the resolution of the sensor',
    size: [326, 217],
    camera: ['Canon', 'Canon EOS R5'],
    exif: { FocalLength: '50/1', ...plane('578/1', '2') },
    degrees: 39.6,
    note: /36 mm sensor of a Canon EOS R5/,
  },
  {
    name: 'a camera that is not known, with a sensor that none has',
    size: [300, 200],
    camera: ['Nobody', 'N1'],
    exif: { FocalLength: '50/1', ...plane('20/1', '4') },
    degrees: 60,
    note: /^Assumed/,
  },
  {
    name: 'a camera that is not known, with a sensor that there is',
    size: [360, 240],
    camera: ['Nobody', 'N1'],
    exif: { FocalLength: '50/1', ...plane('10/1', '4') },
    degrees: 39.6,
    note: /50 mm lens on a sensor 36 mm long, in the EXIF data/,
  },
  { name: 'EXIF in XMP alone', size: [360, 240], xmp: IN_XMP, degrees: 39.6, note: /^50 mm equivalent/ },
  {
    name: 'an equirectangular panorama',
    size: [400, 200],
    exif: { FocalLengthIn35mmFilm: '26' },
    xmp: PANO,
    degrees: 60,
    note: /^Assumed/,
  },
];

it.each(CASES.map((each) => [each.name, each] as const))('%s', async (_, {
  size,
  camera,
  exif,
  xmp,
  degrees,
  note,
}) => {
  const [width, height] = size;
  let picture = sharp({ create: { width, height, channels: 3, background: '#806040' } });
  if (camera || exif)
    picture = picture.withExif({
      ...(camera && { IFD0: { Make: camera[0], Model: camera[1] } }),
      ...(exif && { IFD2: exif }),
    });
  if (xmp) picture = picture.withXmp(xmp);
  const path = join(folder, 'photo.jpg');
  await writeFile(path, await picture.jpeg().toBuffer());
  const { intrinsics, camera: named, takenAt, notes } = await inspectPhoto(path);
  expect(fieldOfView(intrinsics.fx, width)).toBeCloseTo(degrees, 0);
  expect(intrinsics.note).toMatch(note);
  if (xmp === IN_XMP) expect([named, takenAt]).toEqual(['Canon EOS 5D', '2024-05-01T12:34:56+02:00']);
  expect(notes?.join() ?? '').toMatch(xmp === PANO ? /equirectangular panorama/ : /^$/);
});
