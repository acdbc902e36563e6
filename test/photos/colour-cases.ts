import { readFile } from 'node:fs/promises';
import { makeGreyProfile, makeP3Profile } from '../fixtures/colour-profiles.ts';
import { bytes, chromaticities, gamma, HEIGHT, P3, PATCHES, png, samples, WIDTH, words } from './patches.ts';
import { type TiffFilePage, tiffFile } from './tiff-file.ts';

/** A photo and the colours of its patches in sRGB, by another program. */
export interface ColourCase {
  name: string;
  make: () => Promise<Buffer> | Buffer;
  expected: readonly (readonly number[])[];
  /** Most mean absolute difference in levels. */
  tolerance: number;
}

export const AS_STORED = PATCHES;
const half = (rgb: readonly number[]) => rgb.map((value) => Math.round((value * 128 + 128 * 127) / 255));
/** Codes of the second channel, as grey. */
const GREENS = PATCHES.map(([, green]) => green);
const grey = (values: readonly number[]) => values.map((value) => [value, value, value]);
const file = (name: string) => readFile(new URL(`files/${name}`, import.meta.url));

export const base = { width: WIDTH, height: HEIGHT, bits: 8, channels: 3, photometric: 2 };
const rgba = (of: number) => bytes(samples((rgb) => [...rgb, of]));
export const tiff = (page: Partial<TiffFilePage> & { pixels: Uint8Array }) => () =>
  tiffFile({ ...base, ...page });

/** transicc 5.1 (lcms 2.14): Display P3 with gamma 1.8 to sRGB. */
const P3_GAMMA_18 = [
  [228, 63, 15],
  [0, 214, 48],
  [83, 38, 219],
  [250, 209, 0],
  [85, 178, 232],
  [146, 146, 146],
];
/** Chromium 147, `getImageData` of a canvas in sRGB. */
const LINEAR = [
  [229, 133, 96],
  [96, 229, 133],
  [133, 96, 229],
  [248, 229, 110],
  [160, 208, 239],
  [188, 188, 188],
];
const P3_SRGB_CURVE = [
  [217, 42, 0],
  [0, 204, 13],
  [65, 28, 208],
  [248, 198, 0],
  [61, 162, 225],
  [128, 128, 128],
];
/** transicc: grey with gamma 1.8, and linear grey, to sRGB: 60 200 30 200 160 128. */
const GREY_GAMMA_18 = grey([76.6, 210.2, 40.1, 210.2, 175.8, 146.4]);
const GREY_LINEAR = grey([133.3, 229.1, 96.2, 229.1, 207.7, 187.8]);
/** By the formulas of BT.2100 and of Reinhard's extended operator (white 203 cd/m², peak 1000 cd/m²), worked out apart. */
const PQ = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 137, 0],
  [0, 113, 255],
  [154, 154, 154],
];
const HLG = [
  [211, 0, 0],
  [0, 203, 0],
  [19, 1, 183],
  [249, 137, 0],
  [0, 124, 215],
  [125, 125, 125],
];

/** A fourth channel and more in TIFF: transparent only where it says so (TIFF 6.0, ExtraSamples). */
export const EXTRA_CHANNELS: ColourCase[] = [
  {
    name: 'a saved selection, 8 bit',
    make: tiff({ pixels: rgba(40), channels: 4, extra: [0] }),
    expected: AS_STORED,
    tolerance: 0,
  },
  {
    name: 'a saved selection, 16 bit, deflated',
    make: tiff({
      pixels: words(samples((rgb) => [...rgb.map((v) => v * 257), 9000])),
      bits: 16,
      channels: 4,
      extra: [0],
      deflate: true,
    }),
    expected: AS_STORED,
    tolerance: 0,
  },
  {
    name: 'a fourth channel of which nothing is said',
    make: tiff({ pixels: rgba(40), channels: 4 }),
    expected: AS_STORED,
    tolerance: 0,
  },
  {
    name: 'two saved selections',
    make: tiff({ pixels: bytes(samples((rgb) => [...rgb, 40, 250])), channels: 5, extra: [0, 0] }),
    expected: AS_STORED,
    tolerance: 0,
  },
  {
    name: 'a selection behind a transparency',
    make: tiff({ pixels: bytes(samples((rgb) => [...rgb, 128, 250])), channels: 5, extra: [2, 0] }),
    expected: PATCHES.map(half),
    tolerance: 0.6,
  },
  {
    name: 'a saved selection, in Display P3',
    make: tiff({ pixels: rgba(40), channels: 4, extra: [0], icc: makeP3Profile(1.8) }),
    expected: P3_GAMMA_18,
    tolerance: 1,
  },
  {
    name: 'a saved selection beside grey',
    make: tiff({ pixels: bytes(samples(([, g]) => [g, 40])), channels: 2, extra: [0], photometric: 1 }),
    expected: grey(GREENS),
    tolerance: 0,
  },
  {
    name: 'a transparency',
    make: tiff({ pixels: rgba(128), channels: 4, extra: [2] }),
    expected: PATCHES.map(half),
    tolerance: 0.6,
  },
  {
    name: 'a transparency that colours were multiplied by',
    make: tiff({
      pixels: bytes(samples((rgb) => [...rgb.map((v) => Math.round((v * 128) / 255)), 128])),
      channels: 4,
      extra: [1],
    }),
    expected: PATCHES.map(half),
    tolerance: 1,
  },
  {
    name: 'premultiplied AVIF',
    make: () => file('premultiplied.avif'),
    expected: PATCHES.map(half),
    tolerance: 1.2,
  },
];

export const GREY_PROFILES: ColourCase[] = [
  { name: 'PNG16, gamma 1.8', make: () => greyPng(1.8), expected: GREY_GAMMA_18, tolerance: 0.5 },
  { name: 'PNG16, linear', make: () => greyPng(1), expected: GREY_LINEAR, tolerance: 0.5 },
  {
    name: 'TIFF16, linear',
    make: tiff({
      pixels: words(samples(([, g]) => [g * 257])),
      bits: 16,
      channels: 1,
      photometric: 1,
      icc: makeGreyProfile(1),
    }),
    expected: GREY_LINEAR,
    tolerance: 0.5,
  },
  {
    name: 'TIFF8, gamma 1.8',
    make: tiff({
      pixels: bytes(samples(([, g]) => [g])),
      channels: 1,
      photometric: 1,
      icc: makeGreyProfile(1.8),
    }),
    expected: GREY_GAMMA_18,
    tolerance: 0.6,
  },
  {
    // avifenc makes the grey of Rec. 601: 96.9 136.2 58.4 193.8 145.8 128; linear by transicc.
    name: 'monochrome AVIF, linear',
    make: () => file('grey-linear.avif'),
    expected: grey([166, 193, 132, 225, 199, 188]),
    tolerance: 1,
  },
];

async function greyPng(exponent: number): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const { deflateSync } = await import('node:zlib');
  const { withChunks } = await import('./patches.ts');
  const plain = await png(16, [], 1);
  expectGrey(await sharp(plain).metadata());
  const profile = Buffer.concat([Buffer.from('Grey\0\0', 'latin1'), deflateSync(makeGreyProfile(exponent))]);
  return withChunks(plain, [['iCCP', profile]]);
}

function expectGrey({ space }: { space?: string }): void {
  if (space !== 'grey16') throw new Error(`the test photo is ${space}, not grey of 16 bits`);
}

/** The box of the profile turned into one of code points: P3 with the curve of sRGB, which heif-enc does not write. */
async function nclxHeic(): Promise<Buffer> {
  const heic = await file('p3-profile.heic');
  const at = heic.indexOf('colrprof', 0, 'latin1') + 4;
  heic.write('nclx\0\x0c\0\x0d\0\x06\x80', at, 'latin1');
  return heic;
}

/** Written by cjxl and heif-enc, without loss. */
export const OTHER_DECODERS: ColourCase[] = [
  { name: 'JPEG XL, sRGB', make: () => file('srgb.jxl'), expected: AS_STORED, tolerance: 0 },
  { name: 'JPEG XL 16 bit, BT.2020 PQ', make: () => file('pq.jxl'), expected: PQ, tolerance: 0.5 },
  { name: 'JPEG XL, profile of P3', make: () => file('p3.jxl'), expected: P3_GAMMA_18, tolerance: 1 },
  { name: 'HEIC, nothing stated', make: () => file('srgb.heic'), expected: AS_STORED, tolerance: 1 },
  { name: 'HEIC, profile of P3', make: () => file('p3-profile.heic'), expected: P3_GAMMA_18, tolerance: 1 },
  { name: 'HEIC, nclx P3', make: nclxHeic, expected: P3_SRGB_CURVE, tolerance: 1.5 },
];

export const STATED_COLOURS: ColourCase[] = [
  { name: 'PNG, gAMA 1', make: () => png(8, [['gAMA', gamma(1)]]), expected: LINEAR, tolerance: 0 },
  { name: 'PNG16, gAMA 1', make: () => png(16, [['gAMA', gamma(1)]]), expected: LINEAR, tolerance: 0 },
  {
    name: 'PNG, gAMA 1 / 1.8 and cHRM of P3',
    make: () =>
      png(8, [
        ['gAMA', gamma(1 / 1.8)],
        ['cHRM', chromaticities(...P3)],
      ]),
    expected: P3_GAMMA_18,
    tolerance: 0.5,
  },
  {
    name: 'PNG, gAMA 1 / 2.2 and sRGB',
    make: () =>
      png(8, [
        ['gAMA', gamma(0.45455)],
        ['sRGB', Buffer.from([0])],
      ]),
    expected: AS_STORED,
    tolerance: 0,
  },
  {
    name: 'PNG, cICP P3',
    make: () => png(8, [['cICP', Buffer.from([12, 13, 0, 1])]]),
    expected: P3_SRGB_CURVE,
    tolerance: 0,
  },
  {
    name: 'PNG16, cICP BT.2020 PQ',
    make: () => png(16, [['cICP', Buffer.from([9, 16, 0, 1])]]),
    expected: PQ,
    tolerance: 0.5,
  },
  {
    name: 'PNG16, cICP BT.2020 HLG',
    make: () => png(16, [['cICP', Buffer.from([9, 18, 0, 1])]]),
    expected: HLG,
    tolerance: 0.5,
  },
  { name: 'AVIF, nclx P3', make: () => file('p3.avif'), expected: P3_SRGB_CURVE, tolerance: 0.5 },
  { name: 'AVIF, nclx linear', make: () => file('linear.avif'), expected: LINEAR, tolerance: 0.5 },
  { name: 'AVIF 10 bit, nclx BT.2020 PQ', make: () => file('pq.avif'), expected: PQ, tolerance: 1 },
  { name: 'AVIF 10 bit, nclx BT.2020 HLG', make: () => file('hlg.avif'), expected: HLG, tolerance: 1 },
];
