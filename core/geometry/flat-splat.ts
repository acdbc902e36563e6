import type { Rotation } from './axes.ts';

/** A splat is at most so many times as long as it is wide: what is seen nearly from the side has no normal to rely on. */
const LONGEST = 10;
/** Thickness over width: flat, and no number that a reader could take for zero. */
const FLATNESS = 0.01;

/** Where a pixel's point lies and which way its surface looks: camera axes (x right, y down, z forward), any one unit. */
export interface SurfacePoint {
  /** The ray, as (x, y, 1). */
  x: number;
  y: number;
  /** Planar depth. */
  z: number;
  /** Unit normal towards the camera. */
  nx: number;
  ny: number;
  nz: number;
}

/** Where the numbers of a splat go: three scales (the standard deviations along its axes), then a quaternion w x y z. */
export type SplatNumbers = Float64Array;

/**
 * The flat Gaussian that covers a pixel of a surface: in its plane, and seen from the camera as round as the pixel, with a standard deviation
 * of `spread` pixels. With the ray d = (x, y, 1) a step of one column goes t = z/fx (e_x - d n_x / (n d)) on the surface, a row likewise, and the covariance
 * is spread^2 (t t' + s s') (M. Zwicker et al., EWA splatting, 2001, section 4); its axes are the splat's. `rotation` turns them from the camera's axes. Fills
 * `out`: 3 scales in the unit of the depth, larger first, then the quaternion w x y z.
 */
export function flatSplat(
  { x, y, z, nx, ny, nz }: SurfacePoint,
  focal: { fx: number; fy: number },
  spread: number,
  rotation: Rotation,
  out: SplatNumbers,
): void {
  const perFacing = 1 / (nx * x + ny * y + nz);
  const across = z / focal.fx;
  const down = z / focal.fy;
  const tx = across * (1 - x * nx * perFacing);
  const ty = -across * y * nx * perFacing;
  const tz = -across * nx * perFacing;
  const sx = -down * x * ny * perFacing;
  const sy = down * (1 - y * ny * perFacing);
  const sz = -down * ny * perFacing;
  const length = Math.sqrt(tx * tx + ty * ty + tz * tz);
  const ex = tx / length;
  const ey = ty / length;
  const ez = tz / length;
  const fx = ny * ez - nz * ey;
  const fy = nz * ex - nx * ez;
  const fz = nx * ey - ny * ex;
  // The row's step in the plane, and the covariance there.
  const p = sx * ex + sy * ey + sz * ez;
  const q = sx * fx + sy * fy + sz * fz;
  const half = (length * length + p * p + q * q) / 2;
  const apart = Math.sqrt(Math.max(0, half * half - length * length * q * q));
  const width = (length * Math.abs(q)) / Math.sqrt(half + apart);
  out[0] = spread * Math.min(Math.sqrt(half + apart), LONGEST * width);
  out[1] = spread * width;
  out[2] = spread * width * FLATNESS;
  const angle = Math.atan2(2 * p * q, length * length + p * p - q * q) / 2;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  putTurned(rotation, c * ex + s * fx, c * ey + s * fy, c * ez + s * fz, 0);
  putTurned(rotation, c * fx - s * ex, c * fy - s * ey, c * fz - s * ez, 1);
  putTurned(rotation, nx, ny, nz, 2);
  putQuaternion(out);
}

/** The splat's axes as columns of a rotation, row by row, on their way to its quaternion. */
const turned = new Float64Array(9);

function putTurned(rotation: Rotation, x: number, y: number, z: number, column: number): void {
  for (let row = 0; row < 3; row++)
    turned[3 * row + column] = rotation[3 * row] * x + rotation[3 * row + 1] * y + rotation[3 * row + 2] * z;
}

/** The quaternion w x y z of `turned`, w not negative, at 3 (S. W. Shepperd, Journal of Guidance and Control 1, 1978). */
function putQuaternion(out: SplatNumbers): void {
  const [m00, m01, m02, m10, m11, m12, m20, m21, m22] = turned;
  const trace = m00 + m11 + m22;
  let w = m21 - m12;
  let x = m02 - m20;
  let y = m10 - m01;
  let z: number;
  if (trace >= m00 && trace >= m11 && trace >= m22) {
    z = y;
    y = x;
    x = w;
    w = 1 + trace;
  } else if (m00 >= m11 && m00 >= m22) {
    x = 1 + m00 - m11 - m22;
    y = m01 + m10;
    z = m02 + m20;
  } else if (m11 >= m22) {
    w = x;
    x = m01 + m10;
    y = 1 + m11 - m00 - m22;
    z = m12 + m21;
  } else {
    w = y;
    x = m02 + m20;
    y = m12 + m21;
    z = 1 + m22 - m00 - m11;
  }
  const scale = (w < 0 ? -1 : 1) / Math.sqrt(w * w + x * x + y * y + z * z);
  out[3] = w * scale;
  out[4] = x * scale;
  out[5] = y * scale;
  out[6] = z * scale;
}
