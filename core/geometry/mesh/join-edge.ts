import { joinSums } from './quadric-sums.ts';
import { GONE, isBorderSide, LIES, type ShrinkingMesh, vertexAfter, vertexBefore } from './shrinking-mesh.ts';
import type { SlideBound } from './texture-slide.ts';

/** Where the last search that met a vertex stands in its four numbers. */
const MET = 2;

/** A triangle lower than this, in pixels of its grid, could be turned away from the camera by rounding. */
const LOWEST = 0.05;

/**
 * Whether a vertex may be joined into a neighbour. Own rules, each of which holds for the whole mesh if it holds for every step: all
 * triangles still face the camera, which on the grid of pixels is exact; no side gets a third triangle (the link condition; T. Dey,
 * H. Edelsbrunner, S. Guha, D. Nekhayev, Topology Preserving Edge Contraction, 1999); the border keeps its course; no texture
 * slides farther than the bound. With `mayVanish` a piece that has no more than two triangles may go, unless it is the last.
 */
export function mayJoin(
  mesh: ShrinkingMesh,
  from: number,
  to: number,
  bound: SlideBound | null,
  mayVanish: boolean,
): boolean {
  const { indices, first, next, lies, places } = mesh;
  const isAtBorder = lies[from] !== LIES.inside;
  if (lies[from] === LIES.meeting && !mayVanish) return false;
  if (isAtBorder && lies[to] === LIES.inside) return false;
  let going = 0;
  let around = 0;
  for (let corner = first[from]; corner >= 0; corner = next[corner]) {
    around++;
    const after = vertexAfter(indices, corner);
    const before = vertexBefore(indices, corner);
    if (after === to || before === to) {
      going++;
      continue;
    }
    if (!isFacing(mesh, to, after, before)) return false;
    if (bound && (slidesTooFar(mesh, to, after, bound) || slidesTooFar(mesh, to, before, bound)))
      return false;
  }
  if (going !== (isAtBorder ? 1 : 2)) return false;

  const search = ++mesh.searches;
  let aroundOther = 0;
  // Around an inner vertex each neighbour stands once after it and once before it: one of both tells them all.
  const isOtherAtBorder = lies[to] !== LIES.inside;
  for (let corner = first[to]; corner >= 0; corner = next[corner]) {
    places[4 * vertexAfter(indices, corner) + MET] = search;
    if (isOtherAtBorder) places[4 * vertexBefore(indices, corner) + MET] = search;
    aroundOther++;
  }
  if (around === going && aroundOther === going && (!mayVanish || mesh.triangles <= going)) return false;
  let shared = 0;
  for (let corner = first[from]; corner >= 0; corner = next[corner]) {
    const after = 4 * vertexAfter(indices, corner) + MET;
    if (places[after] === search) {
      shared++;
      places[after] = 0;
    }
    if (!isAtBorder) continue;
    const before = 4 * vertexBefore(indices, corner) + MET;
    if (places[before] === search) {
      shared++;
      places[before] = 0;
    }
  }
  return shared === going;
}

/** Whether a triangle of three vertices would face the camera, and not by a hair: exact, since pixels are whole numbers. */
function isFacing({ places }: ShrinkingMesh, a: number, b: number, c: number): boolean {
  const x = places[4 * a];
  const y = places[4 * a + 1];
  const ux = places[4 * b] - x;
  const uy = places[4 * b + 1] - y;
  const vx = places[4 * c] - x;
  const vy = places[4 * c + 1] - y;
  const area = uy * vx - ux * vy;
  if (area <= 0) return false;
  const wx = vx - ux;
  const wy = vy - uy;
  const longest = Math.max(ux * ux + uy * uy, vx * vx + vy * vy, wx * wx + wy * wy);
  return area * area >= LOWEST * LOWEST * longest;
}

/** Whether a texture would slide farther than the bound on a side between two vertices. */
function slidesTooFar(
  { places }: ShrinkingMesh,
  from: number,
  to: number,
  { most, across, down, roots }: SlideBound,
): boolean {
  const x = (places[4 * from] - places[4 * to]) * across;
  const y = (places[4 * from + 1] - places[4 * to + 1]) * down;
  const a = roots[from];
  const b = roots[to];
  const slide = ((a - b) * (a - b) * (x * x + y * y)) / ((a + b) * (a + b));
  return slide > most * most;
}

/** Joins a vertex into a neighbour, which `mayJoin` allowed: the triangles between both go, the others hang on the neighbour. */
export function joinEdge(mesh: ShrinkingMesh, from: number, to: number): void {
  const { indices, first, next } = mesh;
  if (mesh.lies[from] !== LIES.inside) mesh.borderEdges -= isAlone(mesh, from, to) ? 3 : 1;
  let last = -1;
  let corner = first[from];
  first[from] = -1;
  let head = first[to];
  while (corner >= 0) {
    const following = next[corner];
    if (vertexAfter(indices, corner) === to || vertexBefore(indices, corner) === to) {
      const triangle = corner - (corner % 3);
      for (let other = triangle; other < triangle + 3; other++) {
        if (other !== corner) head = unlink(mesh, other, to, head);
      }
      indices[triangle] = indices[triangle + 1] = indices[triangle + 2] = GONE;
      mesh.triangles--;
    } else {
      indices[corner] = to;
      if (last < 0) last = corner;
      next[corner] = head;
      head = corner;
    }
    corner = following;
  }
  first[to] = head;
  joinSums(mesh, from, to);
}

/** Whether the triangle between two vertices at the border shares no side with another: with it all three go. */
function isAlone(mesh: ShrinkingMesh, from: number, to: number): boolean {
  const { indices, first, next } = mesh;
  for (let corner = first[from]; corner >= 0; corner = next[corner]) {
    const after = vertexAfter(indices, corner);
    const before = vertexBefore(indices, corner);
    if (after === to || before === to)
      return (
        isBorderSide(mesh, from, after) &&
        isBorderSide(mesh, after, before) &&
        isBorderSide(mesh, before, from)
      );
  }
  return false;
}

/** Takes a corner out of the chain of its vertex. The chain of `to` is being built and begins at `head`, which is answered with. */
function unlink({ indices, first, next }: ShrinkingMesh, corner: number, to: number, head: number): number {
  const vertex = indices[corner];
  const start = vertex === to ? head : first[vertex];
  if (start === corner) {
    if (vertex === to) return next[corner];
    first[vertex] = next[corner];
    return head;
  }
  let before = start;
  while (next[before] !== corner) before = next[before];
  next[before] = next[corner];
  return head;
}
