import type { Surface } from '../quads.ts';

/** A mesh in camera axes: x right, y down, z forward. */
export interface CameraMesh {
  /** Interleaved, in the unit of the depth. */
  positions: Float32Array;
  indices: Uint32Array;
}

/** Distances of original points to a simplified surface, in the unit of the depth and relative to each point's depth. */
export interface SurfaceDistance {
  /** How many points were measured, evenly spread. */
  points: number;
  rms: number;
  p99: number;
  maximum: number;
  relativeRms: number;
  relativeP99: number;
  relativeMaximum: number;
}

/** Side of a bucket of triangles in pixels of the map. */
const BUCKET = 8;

/**
 * Measures `samples` pixels that are part of the surface, spread evenly, against a mesh seen from the same camera (camera axes, the unit of
 * the depth). Distances are to the nearest triangle (C. Ericson, Real-Time Collision Detection, 2005, §5.1.5) among those whose picture
 * touches the bucket of the pixel or one of the eight around it; a nearer one elsewhere could only make a distance smaller.
 */
export function surfaceDistance(
  { width, height, depth, camera, quads }: Surface,
  { positions, indices }: CameraMesh,
  samples: number,
): SurfaceDistance {
  const across = Math.ceil(width / BUCKET);
  const down = Math.ceil(height / BUCKET);
  const measured = evenly(samples, width, height, (p) => isDrawn(quads, width, height, p) && depth[p] > 0);

  // Only buckets around measured points are filled.
  const wanted = new Uint8Array(across * down);
  const around = (p: number, visit: (bucket: number) => void) => {
    const i = Math.floor((p % width) / BUCKET);
    const j = Math.floor(Math.floor(p / width) / BUCKET);
    for (let l = Math.max(0, j - 1); l <= Math.min(down - 1, j + 1); l++) {
      for (let k = Math.max(0, i - 1); k <= Math.min(across - 1, i + 1); k++) visit(l * across + k);
    }
  };
  for (const p of measured) {
    around(p, (bucket) => {
      wanted[bucket] = 1;
    });
  }
  const buckets = fillBuckets(positions, indices, camera, across, down, wanted);

  const distances = new Float64Array(measured.length);
  const relative = new Float64Array(measured.length);
  const point = new Float64Array(3);
  measured.forEach((p, k) => {
    const z = depth[p];
    point[0] = (((p % width) + 0.5 - camera.cx) / camera.fx) * z;
    point[1] = ((Math.floor(p / width) + 0.5 - camera.cy) / camera.fy) * z;
    point[2] = z;
    let nearest = Number.POSITIVE_INFINITY;
    around(p, (bucket) => {
      for (let e = buckets.first[bucket]; e >= 0; e = buckets.next[e]) {
        const corner = 3 * buckets.triangle[e];
        const squared = squaredDistance(
          point,
          positions,
          3 * indices[corner],
          3 * indices[corner + 1],
          3 * indices[corner + 2],
        );
        if (squared < nearest) nearest = squared;
      }
    });
    // No triangle anywhere near: as far as the buckets that were searched reach.
    distances[k] = nearest < Number.POSITIVE_INFINITY ? Math.sqrt(nearest) : (BUCKET * z) / camera.fx;
    relative[k] = distances[k] / z;
  });
  const absolute = spreadOf(distances);
  const overDepth = spreadOf(relative);
  return {
    points: measured.length,
    rms: absolute.rms,
    p99: absolute.p99,
    maximum: absolute.maximum,
    relativeRms: overDepth.rms,
    relativeP99: overDepth.p99,
    relativeMaximum: overDepth.maximum,
  };
}

/** Whether a pixel is a corner of a triangle of the full grid, roughly: one of the quads around it is not empty. */
function isDrawn(quads: Uint8Array, width: number, height: number, p: number): boolean {
  const x = p % width;
  const y = Math.floor(p / width);
  if (x + 1 >= width || y + 1 >= height) return false;
  return quads[y * (width - 1) + x] > 0 && quads[y * (width - 1) + x] <= 2;
}

/** Up to `count` pixels on a lattice of two irrational steps (M. Roberts' R2 sequence), which no pattern of the picture meets. */
function evenly(
  count: number,
  width: number,
  height: number,
  isMeant: (pixel: number) => boolean,
): Uint32Array {
  const found = new Uint32Array(count);
  let length = 0;
  for (let k = 1; k <= count; k++) {
    const x = Math.floor(((0.5 + k * 0.7548776662466927) % 1) * width);
    const y = Math.floor(((0.5 + k * 0.5698402909980532) % 1) * height);
    const p = y * width + x;
    if (isMeant(p)) found[length++] = p;
  }
  return found.subarray(0, length);
}

function fillBuckets(
  positions: Float32Array,
  indices: Uint32Array,
  { fx, fy, cx, cy }: Surface['camera'],
  across: number,
  down: number,
  wanted: Uint8Array,
) {
  const first = new Int32Array(across * down).fill(-1);
  let next = new Int32Array(1 << 16);
  let triangle = new Int32Array(1 << 16);
  let count = 0;
  for (let corner = 0; corner < indices.length; corner += 3) {
    let left = Number.POSITIVE_INFINITY;
    let right = Number.NEGATIVE_INFINITY;
    let top = Number.POSITIVE_INFINITY;
    let bottom = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < 3; k++) {
      const at = 3 * indices[corner + k];
      const u = (positions[at] / positions[at + 2]) * fx + cx;
      const v = (positions[at + 1] / positions[at + 2]) * fy + cy;
      left = Math.min(left, u);
      right = Math.max(right, u);
      top = Math.min(top, v);
      bottom = Math.max(bottom, v);
    }
    const from = Math.max(0, Math.floor(left / BUCKET));
    const to = Math.min(across - 1, Math.floor(right / BUCKET));
    const end = Math.min(down - 1, Math.floor(bottom / BUCKET));
    for (let j = Math.max(0, Math.floor(top / BUCKET)); j <= end; j++) {
      for (let i = from; i <= to; i++) {
        const bucket = j * across + i;
        if (wanted[bucket] === 0) continue;
        if (count === next.length) {
          next = grown(next);
          triangle = grown(triangle);
        }
        next[count] = first[bucket];
        triangle[count] = corner / 3;
        first[bucket] = count++;
      }
    }
  }
  return { first, next, triangle };
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * array.length);
  larger.set(array);
  return larger;
}

/** Squared distance of a point to a triangle (C. Ericson, Real-Time Collision Detection, 2005, §5.1.5). a, b, c are places in `positions`. */
function squaredDistance(
  point: Float64Array,
  positions: Float32Array,
  a: number,
  b: number,
  c: number,
): number {
  const ax = positions[a] - point[0];
  const ay = positions[a + 1] - point[1];
  const az = positions[a + 2] - point[2];
  const ux = positions[b] - positions[a];
  const uy = positions[b + 1] - positions[a + 1];
  const uz = positions[b + 2] - positions[a + 2];
  const vx = positions[c] - positions[a];
  const vy = positions[c + 1] - positions[a + 1];
  const vz = positions[c + 2] - positions[a + 2];
  // The nearest point is a + s u + t v; ua is u . (point - a).
  const ua = -(ux * ax + uy * ay + uz * az);
  const va = -(vx * ax + vy * ay + vz * az);
  const uu = ux * ux + uy * uy + uz * uz;
  const uv = ux * vx + uy * vy + uz * vz;
  const vv = vx * vx + vy * vy + vz * vz;
  const at = (s: number, t: number) =>
    (ax + s * ux + t * vx) ** 2 + (ay + s * uy + t * vy) ** 2 + (az + s * uz + t * vz) ** 2;
  const determinant = uu * vv - uv * uv;
  if (determinant > 0) {
    const s = (ua * vv - va * uv) / determinant;
    const t = (va * uu - ua * uv) / determinant;
    if (s >= 0 && t >= 0 && s + t <= 1) return at(s, t);
  }
  const onU = within(ua / uu);
  const onV = within(va / vv);
  // On the third side: b + r (v - u).
  const onSide = within((va - uv - (ua - uu)) / (uu - 2 * uv + vv));
  return Math.min(at(onU, 0), at(0, onV), at(1 - onSide, onSide));
}

function within(share: number): number {
  return share >= 0 ? Math.min(1, share) : 0;
}

function spreadOf(distances: Float64Array): { rms: number; p99: number; maximum: number } {
  if (distances.length === 0) return { rms: 0, p99: 0, maximum: 0 };
  let squares = 0;
  for (const distance of distances) squares += distance * distance;
  const sorted = distances.slice().sort();
  return {
    rms: Math.sqrt(squares / distances.length),
    p99: sorted[Math.min(sorted.length - 1, Math.floor(0.99 * sorted.length))],
    maximum: sorted[sorted.length - 1],
  };
}
