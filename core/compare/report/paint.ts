import { differenceColours, differenceEntry } from '../../../contract/maths/difference-colours.ts';
import { type ColourScale, nearnessOf } from '../../../contract/maths/transfer.ts';

/**
 * Interleaved 8-bit sRGB (height x width x 3) of values on a scale from `far` (entry 0 of a table of 256 colours, 3 bytes each) to `near`
 * (entry 255), in the unit of the values; beyond them the end colours, unknown ones grey.
 */
export function paintDepth(values: Float32Array, scale: ColourScale, table: Uint8Array): Uint8Array {
  const { near, far } = scale;
  const rgb = new Uint8Array(3 * values.length);
  for (let p = 0, k = 0; p < values.length; p++, k += 3) {
    const entry = near === far ? 0 * values[p] : Math.round(255 * nearnessOf(values[p], near, far, scale));
    if (Number.isNaN(entry)) {
      rgb.fill(UNKNOWN, k, k + 3);
      continue;
    }
    const at = 3 * entry;
    rgb[k] = table[at];
    rgb[k + 1] = table[at + 1];
    rgb[k + 2] = table[at + 2];
  }
  return rgb;
}

const UNKNOWN = 128;

/**
 * Interleaved 8-bit sRGB (height x width x 3) of signed differences in the colours of the stage: blue nearer than the reference, white
 * at zero, red farther, the last colours from `spread` on (in their unit), unknown ones grey. `isLargerNearer` says whether above zero
 * is nearer.
 */
export function paintDifference(values: Float32Array, spread: number, isLargerNearer: boolean): Uint8Array {
  const table = differenceColours();
  const rgb = new Uint8Array(3 * values.length);
  for (let p = 0, k = 0; p < values.length; p++, k += 3) {
    const entry = differenceEntry(values[p], spread, isLargerNearer);
    if (Number.isNaN(entry)) {
      rgb.fill(UNKNOWN, k, k + 3);
      continue;
    }
    const at = 3 * entry;
    rgb[k] = table[at];
    rgb[k + 1] = table[at + 1];
    rgb[k + 2] = table[at + 2];
  }
  return rgb;
}
