import { type ColourMapName, colourMap, ERROR_COLOUR_MAP } from '../../../contract/maths/colour-maps.ts';
import { differenceColours } from '../../../contract/maths/difference-colours.ts';
import type { DifferenceTint } from '../../state/compare-look.ts';

/** The colour of an entry of a table of 256 sRGB colours of three bytes, for CSS. */
export function cssColour(table: Uint8Array, index: number): string {
  const at = 3 * index;
  return `rgb(${table[at]} ${table[at + 1]} ${table[at + 2]})`;
}

/** A CSS gradient of a colour map, from near to far. */
export function depthGradient(name: ColourMapName, isReversed: boolean): string {
  const table = colourMap(name);
  const stops: string[] = [];
  for (let i = 255; i >= 0; i -= 17) stops.push(cssColour(table, isReversed ? 255 - i : i));
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

/** A CSS gradient of the colours of differences, from nearer to farther than the reference. */
export function differenceGradient(tint: DifferenceTint): string {
  const table = tint === 'relative-error' ? colourMap(ERROR_COLOUR_MAP) : differenceColours();
  const stops = Array.from({ length: 18 }, (_, i) => cssColour(table, 15 * i));
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
