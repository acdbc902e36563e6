import { niceStep } from '../../view/depth-text.ts';
import { type Profiles, rangeOfProfiles } from './profile.ts';

const LEFT = 48;
const RIGHT = 8;
const BOTTOM = 18;
const TOP = 8;
/** About so many lines of the grid. */
const TICKS = 4;

/** Where a plot of profiles draws what, in CSS pixels from its top left. */
export interface ProfileScales {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Of the place with this index. */
  xOf(place: number): number;
  yOf(value: number): number;
  /** Values that get a line of the grid. */
  ticks: number[];
}

/** The scales of a plot of this size: places from left to right, small values below. */
export function scalesOf({ places, alike }: Profiles, width: number, height: number): ProfileScales {
  const { low, high } = rangeOfProfiles(alike);
  const across = Math.max(1, width - LEFT - RIGHT);
  const tall = Math.max(1, height - BOTTOM - TOP);
  const step = niceStep(high - low, TICKS);
  const first = Math.ceil(low / step);
  return {
    left: LEFT,
    right: width - RIGHT,
    top: TOP,
    bottom: TOP + tall,
    xOf: (place) => LEFT + (place / (places.length - 1)) * across,
    yOf: (value) => TOP + tall - ((value - low) / (high - low)) * tall,
    ticks: Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step),
  };
}

/** Index of the place, of so many, that is drawn nearest to an x. */
export function placeAcross({ left, xOf }: ProfileScales, x: number, count: number): number {
  const share = (x - left) / (xOf(count - 1) - left);
  return Math.round(Math.min(1, Math.max(0, share)) * (count - 1));
}

/** The path of an SVG through the values of the places, broken where there is none. */
export function pathOf(values: readonly number[], { xOf, yOf }: ProfileScales): string {
  let path = '';
  let isDown = false;
  for (const [i, value] of values.entries()) {
    if (Number.isNaN(value)) isDown = false;
    else {
      path += `${isDown ? 'L' : 'M'}${xOf(i).toFixed(1)} ${yOf(value).toFixed(1)}`;
      isDown = true;
    }
  }
  return path;
}
