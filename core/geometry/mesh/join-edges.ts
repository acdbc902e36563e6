import { joinEdge, mayJoin } from './join-edge.ts';
import { joiningCost } from './quadric-sums.ts';
import { GONE, LIES, type ShrinkingMesh, vertexAfter, vertexBefore } from './shrinking-mesh.ts';
import type { SlideBound } from './texture-slide.ts';

/** What a mesh may have at most. */
export interface Budget {
  triangles: number;
  /** Triangles that each side at the border will get besides: walls, a floor. */
  perBorderEdge: number;
}

/** How much of what has to go a round aims at. */
const SHARE = 0.5;
/** Costs are counted by the upper bits of their floats, which tell them 0.8 per cent apart. */
const SHIFT = 16;
const BINS = (0x7f800000 >>> SHIFT) + 1;

/** For each vertex the neighbour that it is cheapest to join into, -1 where there is none, and the cost; NaN where it has to be looked for. */
interface Candidates {
  targets: Int32Array;
  costs: Float32Array;
}

/** The vertices of a round. */
interface Queue {
  /** Vertices that were left when the last round began, by number: neighbours stand near each other. */
  left: Uint32Array;
  count: number;
  /** How many candidates there are in each bin of costs. */
  bins: Uint32Array;
  /** How many of the vertices that are left have somebody to be joined into. */
  candidates: number;
}

/** What may be done to a mesh. */
interface Permit {
  bound: SlideBound | null;
  mayVanish: boolean;
}

/** Triangles of a mesh with those that its border will get. */
function sizeOf({ triangles, borderEdges }: ShrinkingMesh, { perBorderEdge }: Budget): number {
  return triangles + perBorderEdge * borderEdges;
}

/**
 * Joins edges of a mesh, cheap ones first, until it keeps to the budget or nothing may be joined any more. Own method in rounds: each finds
 * the cost (quadrics of M. Garland, P. Heckbert, SIGGRAPH 1997) up to which so many vertices may go as it aims at, and walks over the vertices
 * in their order, which is that of memory: the cheapest first would jump about in it for each of them. Only costs that hung on what has
 * changed are looked for anew. Answers whether the budget is kept.
 */
export function joinEdges(mesh: ShrinkingMesh, budget: Budget, permit: Permit): boolean {
  const vertices = mesh.first.length;
  const candidates: Candidates = {
    targets: new Int32Array(vertices),
    costs: new Float32Array(vertices).fill(Number.NaN),
  };
  const queue: Queue = {
    left: new Uint32Array(vertices),
    count: vertices,
    bins: new Uint32Array(BINS),
    candidates: 0,
  };
  for (let vertex = 0; vertex < vertices; vertex++) queue.left[vertex] = vertex;
  while (sizeOf(mesh, budget) > budget.triangles) {
    countCosts(mesh, candidates, queue);
    if (queue.candidates === 0 || joinRound(mesh, budget, permit, candidates, queue) === 0) return false;
  }
  return true;
}

/** Walks over the vertices, with higher limits of cost where too few of those below may be joined. Answers how many were. */
function joinRound(
  mesh: ShrinkingMesh,
  budget: Budget,
  permit: Permit,
  candidates: Candidates,
  queue: Queue,
): number {
  const wanted = Math.ceil((sizeOf(mesh, budget) - budget.triangles) / 2);
  let aim = Math.min(queue.candidates, Math.max(200, Math.ceil(SHARE * wanted)));
  const enough = aim / 8;
  let joined = 0;
  for (;;) {
    joined += joinUpTo(mesh, budget, permit, candidates, queue, limitFor(queue, aim));
    if (joined > enough || aim === queue.candidates || sizeOf(mesh, budget) <= budget.triangles)
      return joined;
    // What looked cheap was not allowed or has become dearer: on to what is dearer.
    aim = Math.min(queue.candidates, 2 * aim);
  }
}

/** One walk over the vertices, of which those are joined that cost no more than the limit. Answers how many were. */
function joinUpTo(
  mesh: ShrinkingMesh,
  budget: Budget,
  permit: Permit,
  candidates: Candidates,
  { left, count }: Queue,
  limit: number,
): number {
  const { first } = mesh;
  const { targets, costs } = candidates;
  let joined = 0;
  for (let k = 0; k < count; k++) {
    const from = left[k];
    if (first[from] < 0) continue;
    if (Number.isNaN(costs[from])) findTarget(mesh, from, candidates);
    if (costs[from] > limit) continue;
    const isFirst = targets[from] >= 0 && mayJoin(mesh, from, targets[from], permit.bound, permit.mayVanish);
    const to = isFirst ? targets[from] : otherTarget(mesh, from, costs[from], limit, permit);
    if (to < 0) continue;
    markAround(mesh, from, to, candidates);
    joinEdge(mesh, from, to);
    joined++;
    if (sizeOf(mesh, budget) <= budget.triangles) break;
  }
  return joined;
}

/** Looks for what has no cost, forgets vertices that are gone, and counts the costs of a new round. */
function countCosts(mesh: ShrinkingMesh, candidates: Candidates, queue: Queue): void {
  const { first } = mesh;
  const { costs, targets } = candidates;
  const { left, bins } = queue;
  const bits = new Uint32Array(costs.buffer);
  bins.fill(0);
  let count = 0;
  let found = 0;
  for (let k = 0; k < queue.count; k++) {
    const vertex = left[k];
    if (first[vertex] < 0) continue;
    left[count++] = vertex;
    if (Number.isNaN(costs[vertex])) findTarget(mesh, vertex, candidates);
    if (targets[vertex] < 0) continue;
    bins[bits[vertex] >>> SHIFT]++;
    found++;
  }
  queue.count = count;
  queue.candidates = found;
}

/** The cost that so many candidates do not exceed, and a few more whose costs are as good as the same. */
function limitFor({ bins }: Queue, wanted: number): number {
  let bin = 0;
  let count = bins[0];
  while (count < wanted && bin + 1 < BINS) count += bins[++bin];
  // Just below where the next bin begins.
  return new Float32Array(Uint32Array.of(((bin + 1) << SHIFT) - 1).buffer)[0];
}

/** The neighbour that a vertex is cheapest to join into, whether it may be or not. */
function findTarget(mesh: ShrinkingMesh, from: number, candidates: Candidates): void {
  const { indices, first, next, lies, positions, sums } = mesh;
  if (lies[from] !== LIES.inside) {
    findTargetAtBorder(mesh, from, candidates);
    return;
  }
  // `joiningCost` with the quadric read once for all neighbours.
  const p = 10 * from;
  const xx = sums[p];
  const yy = sums[p + 1];
  const zz = sums[p + 2];
  const xy = sums[p + 3];
  const xz = sums[p + 4];
  const yz = sums[p + 5];
  const xd = sums[p + 6];
  const yd = sums[p + 7];
  const zd = sums[p + 8];
  const dd = sums[p + 9];
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let corner = first[from]; corner >= 0; corner = next[corner]) {
    const after = vertexAfter(indices, corner);
    const at = 3 * after;
    const x = positions[at];
    const y = positions[at + 1];
    const z = positions[at + 2];
    const sum =
      x * (xx * x + 2 * (xy * y + xz * z + xd)) +
      y * (yy * y + 2 * (yz * z + yd)) +
      z * (zz * z + 2 * zd) +
      dd;
    const cost = sum > 0 ? sum : 0;
    if (cost < least) {
      least = cost;
      best = after;
    }
  }
  candidates.targets[from] = best;
  candidates.costs[from] = least;
}

/** The same for a vertex at the border, which may be joined into others there only, on either side of a triangle. */
function findTargetAtBorder(mesh: ShrinkingMesh, from: number, { targets, costs }: Candidates): void {
  const { indices, first, next, lies } = mesh;
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let corner = first[from]; corner >= 0; corner = next[corner]) {
    for (let side = 0; side < 2; side++) {
      const to = side === 0 ? vertexAfter(indices, corner) : vertexBefore(indices, corner);
      if (lies[to] === LIES.inside) continue;
      const cost = joiningCost(mesh, from, to);
      if (cost < least) {
        least = cost;
        best = to;
      }
    }
  }
  targets[from] = best;
  costs[from] = least;
}

/** The neighbour that a vertex may be joined into for the least cost above `tried` and up to a limit; -1 where there is none. */
function otherTarget(
  mesh: ShrinkingMesh,
  from: number,
  tried: number,
  limit: number,
  { bound, mayVanish }: Permit,
): number {
  const { indices, first, next, lies } = mesh;
  const isAtBorder = lies[from] !== LIES.inside;
  for (;;) {
    let best = -1;
    let least = limit;
    for (let corner = first[from]; corner >= 0; corner = next[corner]) {
      for (let side = isAtBorder ? 0 : 1; side < 2; side++) {
        const to = side === 1 ? vertexAfter(indices, corner) : vertexBefore(indices, corner);
        if (isAtBorder && lies[to] === LIES.inside) continue;
        const cost = Math.fround(joiningCost(mesh, from, to));
        if (cost <= tried || cost > least) continue;
        best = to;
        least = cost;
      }
    }
    if (best < 0) return -1;
    if (mayJoin(mesh, from, best, bound, mayVanish)) return best;
    tried = least;
  }
}

/** What was to be joined into a vertex that is going has to look for another; of the other costs only that of `to` changes. */
function markAround(
  { indices, first, next }: ShrinkingMesh,
  from: number,
  to: number,
  { targets, costs }: Candidates,
): void {
  costs[to] = Number.NaN;
  for (let corner = first[from]; corner >= 0; corner = next[corner]) {
    const after = vertexAfter(indices, corner);
    if (targets[after] === from) costs[after] = Number.NaN;
    const before = vertexBefore(indices, corner);
    if (targets[before] === from) costs[before] = Number.NaN;
  }
}

/** What is left of the mesh: the vertices that triangles use, by their numbers before, in the order in which triangles name them. */
export function remaining({ indices, first, triangles }: ShrinkingMesh): {
  vertices: Uint32Array;
  indices: Uint32Array;
} {
  const numbers = new Int32Array(first.length).fill(-1);
  const vertices = new Uint32Array(Math.min(first.length, 3 * triangles));
  const kept = new Uint32Array(3 * triangles);
  let count = 0;
  let length = 0;
  for (let corner = 0; corner < indices.length; corner++) {
    const vertex = indices[corner];
    if (vertex === GONE) continue;
    if (numbers[vertex] < 0) {
      vertices[count] = vertex;
      numbers[vertex] = count++;
    }
    kept[length++] = numbers[vertex];
  }
  return { vertices: vertices.slice(0, count), indices: kept };
}
