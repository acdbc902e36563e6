import { isConnected, SIDE } from '../../contract/geometry/connected.ts';
import type { Pinhole } from '../../contract/maths/pinhole.ts';
import type { Grid } from './edges.ts';

/**
 * What is drawn between four neighbouring pixel centres a b (above) and c d (below): nothing, two triangles that share the
 * diagonal a-d (`fall`) or b-c (`rise`), or the one triangle that leaves out a corner.
 */
export const QUAD = {
  empty: 0,
  fall: 1,
  rise: 2,
  withoutA: 3,
  withoutB: 4,
  withoutC: 5,
  withoutD: 6,
} as const;

/** A planar depth map in metres with what connects its pixels. Quad (x, y) has pixel (x, y) for corner a; one byte each, (width - 1) a row. */
export interface Surface extends Grid {
  /** Planar metres; NaN where there is nothing. */
  depth: Float32Array;
  camera: Pinhole;
  quads: Uint8Array;
}

/**
 * Classifies the quads of a planar depth map (height x width, row by row, any unit): (height - 1) x (width - 1) bytes of `QUAD`. Own rules:
 * a triangle stands where both of its axis-parallel sides connect; of the two diagonals the one with the smaller change of disparity is
 * taken, which is linear on planes. `steep` are the sides of `cutSides`, which do not connect either.
 */
export function classifyQuads(
  depth: Float32Array,
  { width, height }: Grid,
  threshold: number,
  steep: Uint8Array | null = null,
): Uint8Array {
  const quads = new Uint8Array(Math.max(0, width - 1) * Math.max(0, height - 1));
  if (quads.length === 0) return quads;
  // Each side lies in two quads and is looked at once.
  const across = new Uint8Array(width - 1);
  connectRow(depth, 0, across, threshold, steep);
  for (let y = 0; y + 1 < height; y++)
    classifyRow(
      depth,
      y,
      width,
      threshold,
      steep,
      across,
      quads.subarray(y * (width - 1), (y + 1) * (width - 1)),
    );
  return quads;
}

/** Fills in which pixels of a row, from `start` on, connect to the one on their right. */
function connectRow(
  depth: Float32Array,
  start: number,
  across: Uint8Array,
  threshold: number,
  steep: Uint8Array | null,
): void {
  for (let x = 0, p = start; x < across.length; x++, p++)
    across[x] = isDrawn(depth, p, p + 1, threshold, steep, SIDE.right) ? 1 : 0;
}

/** Fills in a row of quads. `across` says which pixels of the row above connect, and then which of the row below. */
function classifyRow(
  depth: Float32Array,
  y: number,
  width: number,
  threshold: number,
  steep: Uint8Array | null,
  across: Uint8Array,
  quads: Uint8Array,
): void {
  let p = y * width;
  let left = isDrawn(depth, p, p + width, threshold, steep, SIDE.below);
  for (let x = 0; x < quads.length; x++, p++) {
    const above = across[x] === 1;
    const below = isDrawn(depth, p + width, p + width + 1, threshold, steep, SIDE.right);
    const right = isDrawn(depth, p + 1, p + 1 + width, threshold, steep, SIDE.below);
    if (above && below && left && right) {
      const a = depth[p];
      const b = depth[p + 1];
      const c = depth[p + width];
      const d = depth[p + width + 1];
      quads[x] = Math.abs(a - d) * b * c <= Math.abs(b - c) * a * d ? QUAD.fall : QUAD.rise;
    } else if (above && left) quads[x] = QUAD.withoutD;
    else if (below && right) quads[x] = QUAD.withoutA;
    else if (above && right) quads[x] = QUAD.withoutC;
    else if (below && left) quads[x] = QUAD.withoutB;
    across[x] = below ? 1 : 0;
    left = right;
  }
}

/** Whether the side from a pixel to the next on its right or below it is drawn. */
function isDrawn(
  depth: Float32Array,
  from: number,
  to: number,
  threshold: number,
  steep: Uint8Array | null,
  side: number,
): boolean {
  return isConnected(depth[from], depth[to], threshold) && (steep === null || (steep[from] & side) === 0);
}

/** How many triangles the quads (bytes of `QUAD`) hold. */
export function countTriangles(quads: Uint8Array): number {
  let triangles = 0;
  for (let q = 0; q < quads.length; q++) {
    const quad = quads[q];
    if (quad !== QUAD.empty) triangles += quad <= QUAD.rise ? 2 : 1;
  }
  return triangles;
}

/**
 * Writes the corners of one quad's triangles from `at` on, three vertex numbers a triangle, anticlockwise as the camera sees them; answers
 * with the place after them. a, b, c, d are the corners' vertex numbers: a b above, c d below.
 */
export function putQuad(
  quad: number,
  a: number,
  b: number,
  c: number,
  d: number,
  out: Uint32Array,
  at: number,
): number {
  switch (quad) {
    case QUAD.fall:
      return putTriangle(a, d, b, out, putTriangle(a, c, d, out, at));
    case QUAD.rise:
      return putTriangle(b, c, d, out, putTriangle(a, c, b, out, at));
    case QUAD.withoutA:
      return putTriangle(b, c, d, out, at);
    case QUAD.withoutB:
      return putTriangle(a, c, d, out, at);
    case QUAD.withoutC:
      return putTriangle(a, d, b, out, at);
    case QUAD.withoutD:
      return putTriangle(a, c, b, out, at);
    default:
      return at;
  }
}

function putTriangle(first: number, second: number, third: number, out: Uint32Array, at: number): number {
  out[at] = first;
  out[at + 1] = second;
  out[at + 2] = third;
  return at + 3;
}

/** Bits that say what kinds of quads meet at a pixel. */
export const MEETS = { whole: 1, partial: 2, empty: 4 } as const;

/**
 * For each pixel which kinds of quads it is a corner of: height x width bytes with the bits of `MEETS`, from (height - 1) x (width - 1)
 * quads.
 */
export function quadsAround(quads: Uint8Array, { width, height }: Grid): Uint8Array {
  const kinds = Uint8Array.from({ length: 7 }, (_, quad) =>
    quad === QUAD.empty ? MEETS.empty : quad <= QUAD.rise ? MEETS.whole : MEETS.partial,
  );
  const around = new Uint8Array(width * height);
  for (let y = 0, q = 0; y + 1 < height; y++) {
    for (let p = y * width, end = p + width - 1; p < end; p++, q++) {
      const kind = kinds[quads[q]];
      around[p] |= kind;
      around[p + 1] |= kind;
      around[p + width] |= kind;
      around[p + width + 1] |= kind;
    }
  }
  return around;
}
