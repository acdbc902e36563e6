import type { CallInput } from '../../contract/calls/api.ts';
import { fieldOfView, focalTo35mm } from '../../contract/maths/field-of-view.ts';
import type { Photo } from '../../contract/photo.ts';

/** How a person says what a lens is: its horizontal field of view, or its focal length as on full frame. */
export type LensUnit = 'degrees' | 'mm';

export const LENS_UNITS = [
  { value: 'degrees', label: 'Degrees' },
  { value: 'mm', label: '35 mm equivalent' },
] as const;

/** What the field for a lens says; the bounds themselves are no lens. */
interface LensField {
  label: string;
  help: string;
  suffix: string;
  minimum: number;
  maximum: number;
  problem: string;
}

export const LENS_FIELDS: Readonly<Record<LensUnit, LensField>> = {
  degrees: {
    label: 'Horizontal field of view',
    help: 'A phone’s main camera sees about 65 to 75 degrees.',
    suffix: '°',
    minimum: 1,
    maximum: 170,
    problem: 'Between 1 and 170 degrees.',
  },
  mm: {
    label: 'Focal length, 35 mm equivalent',
    help: 'A phone’s main camera is about 24 to 28 mm.',
    suffix: ' mm',
    minimum: 1,
    maximum: 2000,
    problem: 'Between 1 and 2000 mm.',
  },
};

/** The lens of a photo in both units, unrounded. */
export function lensOf({
  intrinsics,
  width,
  height,
}: Pick<Photo, 'intrinsics' | 'width' | 'height'>): Record<LensUnit, number> {
  return { degrees: fieldOfView(intrinsics.fx, width), mm: focalTo35mm(intrinsics.fx, width, height) };
}

/** As the field shows it: one digit behind the point. */
export function shownLens(lens: Readonly<Record<LensUnit, number>>, unit: LensUnit): number {
  return Number(lens[unit].toFixed(1));
}

/** What is sent for what stands in the field; null where that is no lens. */
export function lensInput(value: number | string, unit: LensUnit): CallInput<'setIntrinsics'>['lens'] {
  const { minimum, maximum } = LENS_FIELDS[unit];
  if (typeof value !== 'number' || !(value > minimum && value < maximum)) return null;
  return unit === 'degrees' ? { fieldOfViewDegrees: value } : { focal35mm: value };
}
