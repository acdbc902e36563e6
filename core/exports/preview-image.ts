import { type ColourMapName, colourMap } from '../../contract/colour-maps.ts';
import { type DepthMap, isLargerNearer, unitOf } from '../../contract/depth-map.ts';
import { percentileRange } from '../geometry/percentile-range.ts';
import { rgbPng, withText } from './png.ts';
import { asciiJson, GENERATOR } from './provenance.ts';
import { type WriteOptions, writeFile } from './write-file.ts';

export interface PreviewOptions extends WriteOptions {
  colourMap?: ColourMapName;
  /** Share in percent that is cut off at both ends of the values. */
  percentile?: number;
}

/**
 * Writes an 8-bit colour picture of a depth map to look at: near is bright or warm whatever the kind, the colours run linearly
 * over the values from the first to the last percentile, invalid pixels are black. The range stands in a text
 * chunk. Not for measuring. Returns the file's length in bytes.
 */
export async function writePreview(depth: DepthMap, path: string, options: PreviewOptions): Promise<number> {
  const { colourMap: name = 'spectral', percentile = 1, ...writing } = options;
  const range = percentileRange(depth.values, percentile);
  const [far, near] = isLargerNearer(depth.kind) ? [range.low, range.high] : [range.high, range.low];
  return writeFile(path, writing, async (sink) => {
    const png = await rgbPng(paint(depth.values, far, near, colourMap(name)), depth.width, depth.height);
    const facts = {
      preview: true,
      kind: depth.kind,
      unit: unitOf(depth.kind),
      colourMap: name,
      percentile,
      nearValue: near,
      farValue: far,
    };
    for (const piece of withText(png, { Software: GENERATOR, Depthroom: asciiJson(facts) }))
      await sink(piece);
  });
}

/** Interleaved sRGB of values between `far` (entry 0 of the table) and `near` (entry 255). */
function paint(values: Float32Array, far: number, near: number, table: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(3 * values.length);
  const perUnit = near === far ? 0 : 255 / (near - far);
  for (let p = 0, k = 0; p < values.length; p++, k += 3) {
    const entry = Math.round((values[p] - far) * perUnit);
    if (Number.isNaN(entry)) continue;
    const at = 3 * (entry < 0 ? 0 : entry > 255 ? 255 : entry);
    rgb[k] = table[at];
    rgb[k + 1] = table[at + 1];
    rgb[k + 2] = table[at + 2];
  }
  return rgb;
}
