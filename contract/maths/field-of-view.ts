/** The field of view that is assumed where a photo says nothing: 60 degrees along the longer side. */
export const ASSUMED_FIELD_OF_VIEW = 60;

/** Focal length in pixels of a field of view in degrees across `side` pixels. */
export function focalFromFieldOfView(degrees: number, side: number): number {
  return side / 2 / Math.tan((degrees * Math.PI) / 360);
}

/** Field of view in degrees across `side` pixels for a focal length in pixels. */
export function fieldOfView(focal: number, side: number): number {
  return (2 * Math.atan(side / 2 / focal) * 180) / Math.PI;
}

/** The diagonal of a 36 x 24 mm frame, by which "35 mm equivalent" is defined (CIPA DCG-001). */
const FULL_FRAME_DIAGONAL = Math.hypot(36, 24);

/** Focal length in pixels for a 35 mm equivalent in millimetres, by the diagonal. */
export function focalFrom35mm(millimetres: number, width: number, height: number): number {
  return (millimetres * Math.hypot(width, height)) / FULL_FRAME_DIAGONAL;
}

/** 35 mm equivalent in millimetres of a focal length in pixels, by the diagonal. */
export function focalTo35mm(focal: number, width: number, height: number): number {
  return (focal * FULL_FRAME_DIAGONAL) / Math.hypot(width, height);
}
