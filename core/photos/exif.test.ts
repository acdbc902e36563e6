import { describe, expect, it } from 'vitest';
import { makeTiffHeader } from '../../test/fixtures/broken-photos.ts';
import { readExifTags, type Tags } from '../formats/tiff/read-tags.ts';
import { readExif } from './exif.ts';

const NOTHING = {
  camera: null,
  takenAt: null,
  focal35mm: null,
  focalInMillimetres: null,
  focalPlane: null,
  pixelSize: null,
};
const tags = (...entries: [number, number[] | string][]): Tags => new Map(entries);

describe('readExif', () => {
  it.each([
    ['Apple', 'iPhone 12', 'Apple iPhone 12'],
    ['NIKON CORPORATION', 'NIKON D750', 'NIKON D750'],
    ['Canon', 'Canon EOS 5D', 'Canon EOS 5D'],
    ['', 'DSC-RX100\u0007 ', 'DSC-RX100'],
    ['Leica', '', 'Leica'],
  ])('names the camera %j %j as %j', (make, model, camera) => {
    expect(readExif(tags([0x010f, make], [0x0110, model]))).toEqual({ ...NOTHING, camera });
  });

  it.each([
    ['2024:05:01 12:34:56', '+02:00', '2024-05-01T12:34:56+02:00'],
    ['2024:05:01 12:34:56', '', '2024-05-01T12:34:56'],
    ['2024:02:31 12:34:56', '', null],
    ['0000:00:00 00:00:00', '', null],
    ['    :  :     :  :  ', '', null],
  ])('reads the time %j %j as %j', (time, offset, takenAt) => {
    expect(readExif(tags([0x9003, time], [0x9011, offset]))).toEqual({ ...NOTHING, takenAt });
  });

  it.each([
    [0],
    [65535],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [-50],
  ])('takes a focal length of %d for nothing said', (value) => {
    expect(readExif(tags([0xa405, [value]], [0x920a, [value]]))).toEqual(NOTHING);
  });

  it.each([
    ['inches where none is said', [], 254, 10],
    ['inches where it says "none"', [1], 254, 10],
    ['inches', [2], 254, 10],
    ['centimetres', [3], 100, 10],
    ['millimetres', [4], 10, 10],
    ['micrometres', [5], 0.01, 10],
  ])('counts the focal plane in %s', (_, unit, resolution, x) => {
    const found = readExif(tags([0xa20e, [resolution]], [0xa20f, [resolution * 2]], [0xa210, unit]));
    expect(found.focalPlane).toEqual({ x: expect.closeTo(x, 9), y: expect.closeTo(2 * x, 9) });
  });

  it('needs both sides of the size', () => {
    expect(readExif(tags([0xa002, [4000]], [0xa003, [3000]])).pixelSize).toEqual({
      width: 4000,
      height: 3000,
    });
    expect(readExif(tags([0xa002, [4000]])).pixelSize).toBeNull();
  });
});

describe('readExifTags', () => {
  it('reads the first and the EXIF directory, with and without a prefix', async () => {
    const exif = Buffer.from([1, 0, 0x05, 0xa4, 3, 0, 1, 0, 0, 0, 26, 0, 0, 0]);
    const first = makeTiffHeader([
      [0x0112, 3, 1, 6],
      [0x8769, 4, 1, 38],
    ]);
    const bytes = Buffer.concat([first, exif]);
    const expected = new Map([
      [0x0112, [6]],
      [0x8769, [38]],
      [0xa405, [26]],
    ]);
    expect(first.length).toBe(38);
    expect(await readExifTags(bytes)).toEqual(expected);
    expect(await readExifTags(Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), bytes]))).toEqual(expected);
  });

  it('reads big-endian rationals and text', async () => {
    // The header ends at 8, the directory of two entries at 38: there the text lies, and at 48 the rational 100 / 2.
    const directory = '0002 010f 0002 00000006 00000026 920a 0005 00000001 00000030 00000000';
    const bytes = Buffer.concat([
      Buffer.from(`4d4d002a00000008${directory.replaceAll(' ', '')}`, 'hex'),
      Buffer.from('Leica\0\0\0\0\0', 'latin1'),
      Buffer.from('0000006400000002', 'hex'),
    ]);
    expect(await readExifTags(bytes)).toEqual(
      new Map<number, number[] | string>([
        [0x010f, 'Leica'],
        [0x920a, [50]],
      ]),
    );
  });

  it('leaves out what points nowhere, and directories that point to themselves end', async () => {
    const bytes = makeTiffHeader([
      [0x010f, 2, 200, 5000],
      [0x8769, 4, 1, 8],
      [0x0110, 77, 1, 0],
    ]);
    expect(await readExifTags(bytes)).toEqual(new Map([[0x8769, [8]]]));
    expect(await readExifTags(Buffer.from('MM'))).toEqual(new Map());
  });
});
