import type { Grid } from '../edges.ts';
import type { PixelMesh } from './draw-hierarchy.ts';

/** Beyond this share of the value a pixel belongs to another surface, over whose edge a triangle reaches. */
const OTHER_SURFACE = 0.02;

/** How much a vertex keeps to its own pixel, in pixels of its weight: enough to hold those that no other pixel speaks for. */
const HOLD = 0.05;

/** Of a share of a triangle. */
const ROUNDING = 1e-9;

/** Steps of the solver: each halves what is left of the error, or more. */
const STEPS = 3;

/**
 * The values of vertices with which a mesh fits the pixels that it covers best: least squares of `weight(value) * (value - fit)` over a map
 * of height x width, row by row, whose values are linear on planes. Places in the picture stay. Own method: the vertices of a thinned mesh are
 * pixels, and at a pixel the map has its noise; what lies between fits better in the middle of it. Solved by conjugate gradients with
 * the diagonal as preconditioner (Y. Saad, Iterative Methods for Sparse Linear Systems, 2003, §9.2), triangle by triangle.
 */
export function fitValues(
  values: Float32Array,
  { width }: Grid,
  { pixels, indices }: PixelMesh,
  weightOf: 'relative' | 'absolute',
): Float64Array {
  const vertices = pixels.length;
  const fitted = new Float64Array(vertices);
  for (let vertex = 0; vertex < vertices; vertex++) fitted[vertex] = values[pixels[vertex]];
  // Symmetric 3 x 3 of each triangle: aa bb cc ab bc ca.
  const local = new Float64Array(2 * indices.length);
  const diagonal = new Float64Array(vertices);
  const residual = new Float64Array(vertices);
  for (let corner = 0; corner < indices.length; corner += 3) {
    const a = indices[corner];
    const b = indices[corner + 1];
    const c = indices[corner + 2];
    addTriangle(values, width, pixels, fitted, a, b, c, local, 2 * corner, residual, weightOf === 'relative');
    diagonal[a] += local[2 * corner];
    diagonal[b] += local[2 * corner + 1];
    diagonal[c] += local[2 * corner + 2];
  }
  for (let vertex = 0; vertex < vertices; vertex++) {
    const value = fitted[vertex];
    diagonal[vertex] += HOLD * (weightOf === 'relative' ? 1 / (value * value) : 1);
  }
  solve(indices, local, diagonal, residual, fitted, weightOf === 'relative');
  return fitted;
}

/** Adds what the pixels under a triangle ask of its three vertices. */
function addTriangle(
  values: Float32Array,
  width: number,
  pixels: Uint32Array,
  fitted: Float64Array,
  a: number,
  b: number,
  c: number,
  local: Float64Array,
  at: number,
  residual: Float64Array,
  isRelative: boolean,
): void {
  const ax = pixels[a] % width;
  const ay = (pixels[a] / width) | 0;
  const bx = pixels[b] % width;
  const by = (pixels[b] / width) | 0;
  const cx = pixels[c] % width;
  const cy = (pixels[c] / width) | 0;
  const area = (by - ay) * (cx - ax) - (bx - ax) * (cy - ay);
  const top = Math.min(ay, by, cy);
  const bottom = Math.max(ay, by, cy);
  const left = Math.min(ax, bx, cx);
  const right = Math.max(ax, bx, cx);
  const per = 1 / area;
  // Shares of b and c grow by these from one pixel of a row to the next.
  const bStep = (cy - ay) * -per;
  const cStep = (by - ay) * per;
  const aStep = -bStep - cStep;
  let aa = 0;
  let bb = 0;
  let cc = 0;
  let ab = 0;
  let bc = 0;
  let ca = 0;
  let ra = 0;
  let rb = 0;
  let rc = 0;
  const va = fitted[a];
  const vb = fitted[b];
  const vc = fitted[c];
  for (let y = top; y <= bottom; y++) {
    const bRow = ((y - ay) * (cx - ax) - (left - ax) * (cy - ay)) * per;
    const cRow = ((left - ax) * (by - ay) - (y - ay) * (bx - ax)) * per;
    const aRow = 1 - bRow - cRow;
    // Where no share is below zero; shares are whole multiples of one over the area, so that rounding moves no pixel over the side.
    let from = 0;
    let to = right - left;
    if (aStep > 0) from = Math.max(from, Math.ceil((-ROUNDING - aRow) / aStep));
    else if (aStep < 0) to = Math.min(to, Math.floor((-ROUNDING - aRow) / aStep));
    if (bStep > 0) from = Math.max(from, Math.ceil((-ROUNDING - bRow) / bStep));
    else if (bStep < 0) to = Math.min(to, Math.floor((-ROUNDING - bRow) / bStep));
    if (cStep > 0) from = Math.max(from, Math.ceil((-ROUNDING - cRow) / cStep));
    else if (cStep < 0) to = Math.min(to, Math.floor((-ROUNDING - cRow) / cStep));
    const row = y * width + left;
    for (let x = from; x <= to; x++) {
      const sb = bRow + x * bStep;
      const sc = cRow + x * cStep;
      const sa = 1 - sb - sc;
      const value = values[row + x];
      const off = value - (sa * va + sb * vb + sc * vc);
      const weight = isRelative ? 1 / (value * value) : 1;
      if (!(off * off * weight < OTHER_SURFACE * OTHER_SURFACE) && isRelative) continue;
      aa += weight * sa * sa;
      bb += weight * sb * sb;
      cc += weight * sc * sc;
      ab += weight * sa * sb;
      bc += weight * sb * sc;
      ca += weight * sc * sa;
      ra += weight * sa * off;
      rb += weight * sb * off;
      rc += weight * sc * off;
    }
  }
  local[at] = aa;
  local[at + 1] = bb;
  local[at + 2] = cc;
  local[at + 3] = ab;
  local[at + 4] = bc;
  local[at + 5] = ca;
  residual[a] += ra;
  residual[b] += rb;
  residual[c] += rc;
}

/** Conjugate gradients on the sum of the triangles' matrices; changes `fitted` by the solution, and uses up `residual`. */
function solve(
  indices: Uint32Array,
  local: Float64Array,
  diagonal: Float64Array,
  residual: Float64Array,
  fitted: Float64Array,
  isRelative: boolean,
): void {
  const vertices = fitted.length;
  const hold = fitted.map((value) => HOLD * (isRelative ? 1 / (value * value) : 1));
  const direction = new Float64Array(vertices);
  const image = new Float64Array(vertices);
  let before = 0;
  for (let step = 0; step < STEPS; step++) {
    let product = 0;
    for (let v = 0; v < vertices; v++) product += (residual[v] * residual[v]) / diagonal[v];
    if (!(product > 0)) return;
    const keep = step === 0 ? 0 : product / before;
    for (let v = 0; v < vertices; v++) {
      direction[v] = residual[v] / diagonal[v] + keep * direction[v];
      image[v] = hold[v] * direction[v];
    }
    for (let corner = 0, at = 0; corner < indices.length; corner += 3, at += 6) {
      const a = indices[corner];
      const b = indices[corner + 1];
      const c = indices[corner + 2];
      const da = direction[a];
      const db = direction[b];
      const dc = direction[c];
      image[a] += local[at] * da + local[at + 3] * db + local[at + 5] * dc;
      image[b] += local[at + 3] * da + local[at + 1] * db + local[at + 4] * dc;
      image[c] += local[at + 5] * da + local[at + 4] * db + local[at + 2] * dc;
    }
    let curvature = 0;
    for (let v = 0; v < vertices; v++) curvature += direction[v] * image[v];
    const length = product / curvature;
    for (let v = 0; v < vertices; v++) {
      fitted[v] += length * direction[v];
      residual[v] -= length * image[v];
    }
    before = product;
  }
}
