import {
  ASSUMED_FIELD_OF_VIEW,
  fieldOfView,
  focalFrom35mm,
  focalFromFieldOfView,
} from '../../contract/maths/field-of-view.ts';
import type { Intrinsics } from '../../contract/photo.ts';
import type { ExifFacts } from './exif.ts';
import { isSensorWidth, sensorOf } from './sensors.ts';

/** How a person says a photo was taken. */
export type Lens = { fieldOfViewDegrees: number } | { focal35mm: number };

interface Focal {
  fx: number;
  fy: number;
  note: string;
}

const print = (value: number, digits = 1) => String(Number(value.toFixed(digits)));

/** Whether a camera can have seen this: fields of view beyond are misread data. */
function isPlausible(focal: number, side: number): boolean {
  const degrees = fieldOfView(focal, side);
  return degrees > 0.5 && degrees < 160;
}

/** The size that the camera wrote, turned like the pixels that are stored; null where it was cropped since, or is unknown. */
function uncroppedSize(
  width: number,
  height: number,
  exif: ExifFacts,
): { width: number; height: number } | null {
  const size = exif.pixelSize;
  if (!size) return null;
  const fits = (w: number, h: number) => Math.abs((w * height) / (h * width) - 1) < 0.02;
  if (fits(size.width, size.height)) return size;
  // Programs that turn the pixels themselves often leave the camera's size as it was.
  return fits(size.height, size.width) ? { width: size.height, height: size.width } : null;
}

function from35mm(width: number, height: number, exif: ExifFacts): Focal | null {
  if (!exif.focal35mm) return null;
  const focal = focalFrom35mm(exif.focal35mm, width, height);
  if (!isPlausible(focal, Math.max(width, height))) return null;
  const note = `${print(exif.focal35mm)} mm equivalent in the EXIF data, by the diagonal`;
  if (!exif.pixelSize || uncroppedSize(width, height, exif)) return { fx: focal, fy: focal, note };
  const was = `${exif.pixelSize.width} x ${exif.pixelSize.height}`;
  return {
    fx: focal,
    fy: focal,
    note: `${note}; the photo was cropped since (it was ${was}), so check the field of view`,
  };
}

/** Focal length in millimetres times pixels per millimetre on the sensor, scaled as the photo was resized since. */
function fromFocalPlane(width: number, height: number, exif: ExifFacts): Focal | null {
  const { focalInMillimetres, focalPlane, pixelSize } = exif;
  if (!focalInMillimetres || !focalPlane) return null;
  const size = pixelSize ? uncroppedSize(width, height, exif) : { width, height };
  // Cropped and perhaps resized: the scale can no longer be known.
  if (!size) return null;
  const isTurned = pixelSize !== null && size.width !== pixelSize.width;
  const said = isTurned ? { x: focalPlane.y, y: focalPlane.x } : focalPlane;
  const stated = Math.max(size.width / said.x, size.height / said.y);
  const known = sensorOf(exif.camera);
  if (known !== null && Math.abs(stated / known - 1) > FITTING)
    return byCamera(width, height, exif, known, stated);
  // A picture that was made smaller by a program that left this as it was, or numbers in another unit than they say.
  if (known === null && !isSensorWidth(stated)) return null;
  const { x, y } = said;
  const fx = (focalInMillimetres * x * width) / size.width;
  const along = (focalInMillimetres * y * height) / size.height;
  const fy = Math.abs(along / fx - 1) < 0.1 ? along : fx;
  if (!isPlausible(fx, width) || !isPlausible(fy, height)) return null;
  const sensor = print(Math.max(size.width / x, size.height / y));
  return {
    fx,
    fy,
    note: `${print(focalInMillimetres)} mm lens on a sensor ${sensor} mm long, in the EXIF data`,
  };
}

/** How far the sensor that the file speaks of may be from that of its camera: some count pixels that are not in the picture. */
const FITTING = 0.08;

/** Where the file speaks of a sensor that its camera does not have: a firmware's mistake, or a picture that was made smaller. */
function byCamera(
  width: number,
  height: number,
  { camera, focalInMillimetres }: ExifFacts,
  sensor: number,
  stated: number,
): Focal | null {
  if (!focalInMillimetres) return null;
  const focal = (focalInMillimetres * Math.max(width, height)) / sensor;
  if (!isPlausible(focal, Math.max(width, height))) return null;
  return {
    fx: focal,
    fy: focal,
    note: `${print(focalInMillimetres)} mm lens on the ${print(sensor)} mm sensor of a ${camera}; the ${print(stated)} mm in the EXIF data cannot be`,
  };
}

function assumed(width: number, height: number): Focal {
  const focal = focalFromFieldOfView(ASSUMED_FIELD_OF_VIEW, Math.max(width, height));
  const note = `Assumed: ${ASSUMED_FIELD_OF_VIEW} degrees along the longer side, because the file does not say`;
  return { fx: focal, fy: focal, note };
}

/**
 * Intrinsics in pixels of the oriented photo, from what EXIF says: the 35 mm equivalent by the diagonal (CIPA DCG-001),
 * else the lens and the sensor's pixels per millimetre, else an assumed field of view.
 *
 * @param width width in pixels after orientation
 * @param height height in pixels after orientation
 * @param orientation EXIF orientation 1..8; from 5 on the sensor's axes are swapped
 */
export function intrinsicsFromExif(
  width: number,
  height: number,
  orientation: number,
  exif: ExifFacts,
): Intrinsics {
  const isSwapped = orientation >= 5;
  const [storedWidth, storedHeight] = isSwapped ? [height, width] : [width, height];
  const found = exif.isPanorama
    ? null
    : (from35mm(storedWidth, storedHeight, exif) ?? fromFocalPlane(storedWidth, storedHeight, exif));
  const { fx, fy, note } = found ?? assumed(storedWidth, storedHeight);
  const focal = isSwapped ? { fx: fy, fy: fx } : { fx, fy };
  return { ...focal, cx: width / 2, cy: height / 2, source: found ? 'exif' : 'assumed', note };
}

/** Intrinsics in pixels from what a person says: a horizontal field of view in degrees, or a 35 mm equivalent by the diagonal. */
export function intrinsicsFromLens(width: number, height: number, lens: Lens): Intrinsics {
  const isAngle = 'fieldOfViewDegrees' in lens;
  const focal = isAngle
    ? focalFromFieldOfView(lens.fieldOfViewDegrees, width)
    : focalFrom35mm(lens.focal35mm, width, height);
  const note = isAngle
    ? `${print(lens.fieldOfViewDegrees)} degrees across the width, as given`
    : `${print(lens.focal35mm)} mm equivalent, as given, by the diagonal`;
  return { fx: focal, fy: focal, cx: width / 2, cy: height / 2, source: 'given', note };
}
