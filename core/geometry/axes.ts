import type { Axes } from '../../contract/exports/geometry.ts';

/** A 3x3 matrix, row-major: out = matrix * pointInCamera. */
export type Rotation = readonly [number, number, number, number, number, number, number, number, number];

/**
 * Rotations from the camera's axes (x right, y down, z forward) to those of a preset; all have determinant +1.
 * - `opencv`: the identity.
 * - `y-up`: diag(1, -1, -1), so (x, -y, -z): glTF 2.0 §3.4, the camera looks along -z.
 * - `z-up`: (x, z, -y): y forward and z up, as in Blender and CloudCompare.
 */
const ROTATIONS: Record<Axes, Rotation> = {
  opencv: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  'y-up': [1, 0, 0, 0, -1, 0, 0, 0, -1],
  'z-up': [1, 0, 0, 0, 0, 1, 0, -1, 0],
};

/** What the axes of a preset point at, for a person. */
export const AXES_WORDS: Record<Axes, string> = {
  opencv: 'x right, y down, z forward',
  'y-up': 'x right, y up, z towards the viewer',
  'z-up': 'x right, y forward, z up',
};

/**
 * The rotation from camera axes (x right, y down, z forward) to the axes of a preset: 9 values, row by row, determinant +1. `y-up` is that
 * of glTF 2.0 §3.4, `z-up` that of Blender.
 */
export function rotationTo(axes: Axes): Rotation {
  return ROTATIONS[axes];
}

/** Rotates the first `count` of interleaved vectors (x, y, z; any unit) in place, in float64 maths: out = rotation * vector. */
export function rotateAll(vectors: Float32Array, count: number, rotation: Rotation): void {
  const [a, b, c, d, e, f, g, h, i] = rotation;
  for (let k = 0, end = 3 * count; k < end; k += 3) {
    const x = vectors[k];
    const y = vectors[k + 1];
    const z = vectors[k + 2];
    vectors[k] = a * x + b * y + c * z;
    vectors[k + 1] = d * x + e * y + f * z;
    vectors[k + 2] = g * x + h * y + i * z;
  }
}
