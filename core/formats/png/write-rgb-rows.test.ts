import { decode } from 'fast-png';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { type ColourRows, packingOf, rgbPngOfRows, rowsAtATime } from './write-rgb-rows.ts';

/** Colours by a formula, with what of them was asked. */
function picture(
  width: number,
  height: number,
  colourOf: (x: number, y: number) => number,
): ColourRows & { asked: number[] } {
  const asked: number[] = [];
  const read = (y: number, colours: Int32Array) => {
    asked.push(y);
    for (let x = 0; x < width; x++) colours[x] = colourOf(x, y);
  };
  return { width, height, read, asked };
}

let seed = 5;
const random = () => {
  seed = (seed * 48271) % 2147483647;
  return seed / 2147483647;
};
/** What small maps become where they are enlarged: few colours, and edges that stand upright. */
const smooth = (x: number, y: number) => {
  const shade = (x + (y >> 6)) >> 3;
  return ((shade % 256) << 16) | (((3 * shade) % 256) << 8) | ((shade >> 2) % 256);
};
const noise = () => (random() * 0x1000000) | 0;

const pictures: Record<string, [number, number, (x: number, y: number) => number]> = {
  'a single pixel': [1, 1, () => 0x123456],
  'a column': [1, 700, smooth],
  'a row that is longer than a band': [100_000, 3, smooth],
  'smooth, of several bands': [700, 500, smooth],
  'noise, of several bands': [311, 400, noise],
  black: [64, 2000, () => 0],
};

test.each(
  Object.keys(pictures),
)('%s: both packings hold every pixel, and rows are asked for once', async (name) => {
  const [width, height, colourOf] = pictures[name];
  const values = Int32Array.from({ length: width * height }, (_, p) => colourOf(p % width, (p / width) | 0));
  const wanted = Buffer.from(
    values.length === 0 ? [] : [...values].flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]),
  );
  for (const packing of ['differences', 'whole'] as const) {
    const rows = picture(width, height, (x, y) => values[y * width + x]);
    let pauses = 0;
    const png = await rgbPngOfRows(rows, packing, () => {
      pauses++;
    });
    expect(rows.asked).toEqual(Array.from({ length: height }, (_, y) => y));
    expect(pauses).toBe(Math.ceil(height / rowsAtATime(rows)));
    const found = decode(png, { checkCrc: true });
    expect([found.width, found.height, found.channels, found.depth]).toEqual([width, height, 3, 8]);
    expect(Buffer.compare(Buffer.from(found.data), wanted)).toBe(0);
    const other = await sharp(png, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true });
    expect(other.info).toMatchObject({ width, height, channels: 3 });
    expect(Buffer.compare(other.data, wanted)).toBe(0);
    const { space, depth, density, channels } = await sharp(png).metadata();
    expect({ space, depth, density, channels }).toEqual({ space: 'srgb', depth: 'uchar', channels: 3 });
  }
});

/** Edges that bend: rows differ from those above, and still repeat what stands a little aside. */
const bent = (x: number, y: number) => smooth(Math.sin(x / 90) * 320 + 0.8 * y + 800, 0);

test('differences are taken for large pictures alone, and where they make them hardly larger', async () => {
  const large = (colourOf: typeof smooth) => picture(1600, 1200, colourOf);
  const bytes = async (colourOf: typeof smooth, packing: 'differences' | 'whole') =>
    (await rgbPngOfRows(large(colourOf), packing, () => {})).length;
  expect(await packingOf(large(smooth))).toBe('differences');
  expect(await bytes(smooth, 'differences')).toBeLessThan(1.34 * (await bytes(smooth, 'whole')));
  expect(await packingOf(large(bent))).toBe('whole');
  expect(await bytes(bent, 'differences')).toBeGreaterThan(1.34 * (await bytes(bent, 'whole')));
  expect(await packingOf(picture(160, 120, smooth))).toBe('whole');
});

test('what a pause throws ends it', async () => {
  for (const packing of ['differences', 'whole'] as const) {
    const rows = picture(1000, 1000, smooth);
    let pauses = 0;
    const stopped = rgbPngOfRows(rows, packing, async () => {
      if (++pauses === 3) throw new Error('stopped');
    });
    await expect(stopped).rejects.toThrow('stopped');
    expect(rows.asked.length).toBe(2 * rowsAtATime(rows));
  }
});
