import type { Axes } from '../../../contract/exports/geometry.ts';
import { fieldOfView } from '../../../contract/maths/field-of-view.ts';
import type { Photo } from '../../../contract/photo.ts';
import type { Sidecar } from '../../disk/write-file.ts';
import { DEGREES_FROM_CAMERA } from './camera-place.ts';

/** Millimetres across: any width has the same view with its focal length, and programs begin with that of a full frame. */
const SENSOR_WIDTH = 36;

/**
 * The camera that took a photo, as programs ask for it: a pinhole without distortion, in pixels of the photo (pixel i has its centre at i +
 * 0.5), as angles in degrees, and as a sensor in millimetres, 36 of them across. It stands at the origin of the exported geometry and is turned about x by so many degrees from a
 * camera that looks along -z with y up. The middle of the view lies `shift` millimetres from the middle of the sensor, right and up.
 */
export function cameraFacts({ name, width, height, intrinsics }: Photo, axes: Axes): Sidecar {
  const { fx, fy, cx, cy, source, note } = intrinsics;
  const perPixel = SENSOR_WIDTH / width;
  const perRow = (perPixel * fx) / fy;
  return {
    format: 'depthroom-camera',
    formatVersion: 1,
    photo: { name, width, height },
    fx,
    fy,
    cx,
    cy,
    source,
    note,
    fieldOfView: { unit: 'degrees', horizontal: fieldOfView(fx, width), vertical: fieldOfView(fy, height) },
    sensor: {
      unit: 'millimetres',
      width: SENSOR_WIDTH,
      height: height * perRow,
      focalLength: fx * perPixel,
      shift: { right: (width / 2 - cx) * perPixel, up: (cy - height / 2) * perRow },
    },
    place: { axes, position: [0, 0, 0], rotationInDegrees: [DEGREES_FROM_CAMERA[axes], 0, 0], order: 'XYZ' },
  };
}
