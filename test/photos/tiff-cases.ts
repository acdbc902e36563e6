import { AS_STORED, base, type ColourCase, tiff } from './colour-cases.ts';
import { bytes, floats, HEIGHT, PATCHES, samples, WIDTH } from './patches.ts';
import { tiffFile } from './tiff-file.ts';

const linearLight = (code: number) => {
  const v = code / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
};
/** Bits of numbers one behind the other, most significant first; every row begins with a byte of its own. */
function packed(values: number[], bits: number): Uint8Array {
  const perRow = values.length / HEIGHT;
  const rows = Array.from({ length: HEIGHT }, (_, y) =>
    values
      .slice(y * perRow, (y + 1) * perRow)
      .map((value) => value.toString(2).padStart(bits, '0'))
      .join(''),
  );
  return bytes(
    rows.flatMap((row) =>
      (row.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)),
    ),
  );
}
const ycbcr = ([r, g, b]: readonly number[]) => {
  const y = 0.299 * r + 0.587 * g + 0.114 * b;
  return [y, 128 + (b - y) / 1.772, 128 + (r - y) / 1.402].map(Math.round);
};
/** TIFF 6.0, §21: two pixels across, and perhaps two down, then both colour differences. */
function subsampled(down: 1 | 2): Uint8Array {
  const out: number[] = [];
  for (let y = 0; y < HEIGHT; y += down)
    for (let x = 0; x < WIDTH; x += 2) {
      const [l, cb, cr] = ycbcr(PATCHES[Math.floor(x / 16)]);
      out.push(...Array<number>(2 * down).fill(l), cb, cr);
    }
  return bytes(out);
}
/** lcms (transicc): the patches in L*a*b* of D50, as 8-bit codes of TIFF. */
const LAB = [
  [47.1946, 55.1725, 49.4793],
  [70.8501, -62.2267, 54.7065],
  [27.9447, 51.1003, -83.2016],
  [82.3369, 4.2881, 76.396],
  [63.189, -9.3066, -37.8178],
  [53.585, 0, 0],
].map(([l, a, b]) => [Math.round(l * 2.55), Math.round(a) & 255, Math.round(b) & 255]);

export const TIFF_NUMBERS: ColourCase[] = [
  {
    name: 'float32, linear light',
    make: tiff({ pixels: floats(samples((rgb) => rgb.map(linearLight))), bits: 32, sampleFormat: 3 }),
    expected: AS_STORED,
    tolerance: 0.1,
  },
  {
    name: 'float16',
    make: tiff({
      pixels: new Uint8Array(new Float16Array(samples((rgb) => rgb.map(linearLight))).buffer),
      bits: 16,
      sampleFormat: 3,
    }),
    expected: AS_STORED,
    tolerance: 0.5,
  },
  {
    name: '32-bit whole numbers',
    make: tiff({
      pixels: new Uint8Array(Uint32Array.from(samples((rgb) => rgb.map((v) => v * 16843009))).buffer),
      bits: 32,
    }),
    expected: AS_STORED,
    tolerance: 0,
  },
  {
    name: '12 bit, packed',
    make: tiff({
      pixels: packed(
        samples((rgb) => rgb.map((v) => Math.round((v * 4095) / 255))),
        12,
      ),
      bits: 12,
    }),
    expected: AS_STORED,
    tolerance: 0.1,
  },
  {
    name: '10 bit, packed',
    make: tiff({
      pixels: packed(
        samples((rgb) => rgb.map((v) => Math.round((v * 1023) / 255))),
        10,
      ),
      bits: 10,
    }),
    expected: AS_STORED,
    tolerance: 0.3,
  },
  {
    name: 'YCbCr, not subsampled',
    make: tiff({ pixels: bytes(samples(ycbcr)), photometric: 6, entries: [subsampling(1, 1)] }),
    expected: AS_STORED,
    tolerance: 1,
  },
  {
    name: 'YCbCr, 2 x 2',
    make: tiff({ pixels: subsampled(2), photometric: 6, entries: [subsampling(2, 2)] }),
    expected: AS_STORED,
    tolerance: 1,
  },
  {
    name: 'YCbCr, 2 x 1',
    make: tiff({ pixels: subsampled(1), photometric: 6, entries: [subsampling(2, 1)] }),
    expected: AS_STORED,
    tolerance: 1,
  },
  {
    name: 'L*a*b*, 8 bit',
    make: tiff({ pixels: bytes(samples((_, x) => LAB[Math.floor(x / 16)])), photometric: 8 }),
    expected: AS_STORED,
    tolerance: 2,
  },
  {
    name: 'the first page a thumbnail',
    make: () =>
      tiffFile(
        { ...base, width: 48, height: 8, pixels: new Uint8Array(48 * 8 * 3), entries: [reduced()] },
        { ...base, pixels: bytes(samples((rgb) => [...rgb])) },
      ),
    expected: AS_STORED,
    tolerance: 0,
  },
];

function subsampling(across: number, down: number) {
  return { tag: 530, type: 3, count: 2, bytes: new Uint8Array(Uint16Array.of(across, down).buffer) };
}
function reduced() {
  return { tag: 254, type: 4, count: 1, bytes: new Uint8Array(Uint32Array.of(1).buffer) };
}
