import { differenceColours, differenceEntry } from '../../../contract/maths/difference-colours.ts';

/**
 * Interleaved 8-bit sRGB (height x width x 3) of values between `far` (entry 0 of a table of 256 colours, 3 bytes each) and `near` (entry
 * 255), both in the unit of the values; beyond them the end colours, unknown ones grey.
 */
export function paintDepth(values: Float32Array, far: number, near: number, table: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(3 * values.length);
  const perUnit = near === far ? 0 : 255 / (near - far);
  for (let p = 0, k = 0; p < values.length; p++, k += 3) {
    const entry = Math.round((values[p] - far) * perUnit);
    if (Number.isNaN(entry)) {
      rgb.fill(UNKNOWN, k, k + 3);
      continue;
    }
    const at = 3 * (entry < 0 ? 0 : entry > 255 ? 255 : entry);
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
