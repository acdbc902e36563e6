import type { CallInput } from '../../contract/calls/api.ts';
import { fieldOfView, focalTo35mm } from '../../contract/maths/field-of-view.ts';
import type { Photo } from '../../contract/photo.ts';
import { withUnit } from '../language/number-text.ts';
import { text } from '../language/text.ts';

/** How a person says what a lens is: its horizontal field of view, or its focal length as on full frame. */
export type LensUnit = 'degrees' | 'mm';

export const LENS_UNITS = [
  { value: 'degrees', label: text('inspector.degrees') },
  { value: 'mm', label: text('inspector.equivalent') },
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
    label: text('inspector.horizontalFieldOfView'),
    help: text('inspector.degreesHelp'),
    suffix: '°',
    minimum: 1,
    maximum: 170,
    problem: text('inspector.degreesProblem'),
  },
  mm: {
    label: text('inspector.focalLength'),
    help: text('inspector.focalHelp'),
    suffix: withUnit('', 'mm'),
    minimum: 1,
    maximum: 2000,
    problem: text('inspector.focalProblem'),
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
export function lensInput(value: number, unit: LensUnit): CallInput<'setIntrinsics'>['lens'] {
  const { minimum, maximum } = LENS_FIELDS[unit];
  if (!(value > minimum && value < maximum)) return null;
  return unit === 'degrees' ? { fieldOfViewDegrees: value } : { focal35mm: value };
}
