import { describe, expect, test } from 'vitest';
import { COLOUR_MAPS, type ColourMapName, colourMap } from './colour-maps.ts';

/** Entries 0, 50, 100, 150, 200 and 255 of the published tables (matplotlib 3.11, its Spectral reversed). */
const PUBLISHED: Record<ColourMapName, string[]> = {
  spectral: ['5e4fa2', '64c0a6', 'e1f399', 'fee491', 'f57748', '9e0142'],
  turbo: ['30123b', '4099ff', '3ff68a', 'dbe236', 'f46617', '7a0403'],
  cividis: ['00224e', '34456c', '656870', '928c78', 'c4b468', 'fee838'],
  viridis: ['440154', '414287', '2a768e', '21a585', '70cf57', 'fde725'],
  inferno: ['000004', '400a67', '902568', 'd94d3d', 'fb9d07', 'fcffa4'],
  grey: ['000000', '323232', '646464', '969696', 'c8c8c8', 'ffffff'],
};

function luminance(table: Uint8Array, index: number): number {
  const [r, g, b] = table.subarray(3 * index, 3 * index + 3);
  return 0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2;
}

describe('colourMap', () => {
  test.each(COLOUR_MAPS)('%s stays within 2/255 of the published table', (name) => {
    const table = colourMap(name);
    const published = PUBLISHED[name].flatMap((colour) => [...Buffer.from(colour, 'hex')]);
    const ours = [0, 50, 100, 150, 200, 255].flatMap((index) => [
      ...table.subarray(3 * index, 3 * index + 3),
    ]);
    expect(table.length).toBe(768);
    expect(Math.max(...ours.map((value, i) => Math.abs(value - published[i])))).toBeLessThanOrEqual(2);
  });

  test.each(['cividis', 'viridis', 'inferno', 'grey'] as const)('%s gets lighter towards near', (name) => {
    const table = colourMap(name);
    const falls = Array.from(
      { length: 31 },
      (_, i) => luminance(table, 8 * i + 8) <= luminance(table, 8 * i),
    );
    expect(falls).not.toContain(true);
  });
});
