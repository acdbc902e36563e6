import type { Outside } from '../../../contract/exports/print-grid.ts';
import type { Grid } from '../edges.ts';
import type { Bend } from './bend.ts';
import { openEdges } from './open-edges.ts';
import type { CameraMesh } from './surface-distance.ts';

/** The face of a plate, thinned or not, and where its vertices lie on the flat plate: millimetres from the lower left corner, and pixels of its grid. */
export interface PlateFace {
  face: CameraMesh;
  pixels: Uint32Array;
  grid: Grid;
  /** Of the flat plate at a pixel. */
  placeOf(pixel: number): { x: number; y: number };
  /** What is drawn around the face, from its border on; the last ring is the border of the back, where the plate's thickness is 0. */
  rings: readonly Ring[];
  /** Null: it stays flat. */
  bend: Bend | null;
}

/** A line around a plate with a vertex for each of its face's border, and the plate's thickness there, in millimetres. */
export interface Ring extends Outside {
  thickness: number;
}

/**
 * Closes a plate behind its face: from the border over each ring to the last, and a back whose corners are those of the last, so that nothing
 * leaks. The back of a bent plate is drawn in strips from its upper border to its lower one, each as narrow as the vertices there stand; that
 * of a flat one is a fan round its middle.
 */
export function closePlate(plate: PlateFace): CameraMesh {
  const { face, pixels, bend, rings } = plate;
  const isFlat = bend === null;
  const onFace = face.positions.length / 3;
  const border = openEdges(face.indices, onFace);
  const edges = border.length / 2;
  const vertices = onFace + rings.length * edges + (isFlat ? 1 : 0);
  const positions = new Float32Array(3 * vertices);
  positions.set(face.positions);
  const places = new Map<number, number>();
  for (let k = 0; k < edges; k++) {
    const vertex = border[2 * k];
    places.set(vertex, k);
    for (const [ring, outside] of rings.entries()) {
      const { x, y } = placeOutside(plate, pixels[vertex], outside);
      const place = bend ? bend.place(x, y, outside.thickness) : [x, y, outside.thickness];
      positions.set(place, 3 * (onFace + ring * edges + k));
    }
  }
  const onRing = (ring: number, vertex: number) =>
    ring < 0 ? vertex : onFace + ring * edges + (places.get(vertex) ?? 0);

  const corners: number[] = [];
  const last = rings.length - 1;
  const middle = vertices - 1;
  if (isFlat) positions.set(middleOf(plate), 3 * middle);
  for (let k = 0; k < border.length; k += 2) {
    const [from, to] = [border[k], border[k + 1]];
    for (let ring = 0; ring <= last; ring++) {
      const [fromInside, toInside] = [onRing(ring - 1, from), onRing(ring - 1, to)];
      corners.push(toInside, fromInside, onRing(ring, from), toInside, onRing(ring, from), onRing(ring, to));
    }
    if (isFlat) corners.push(onRing(last, to), onRing(last, from), middle);
  }
  if (!isFlat)
    for (const vertex of stripCorners(plate, [...places.keys()])) corners.push(onRing(last, vertex));
  const indices = new Uint32Array(face.indices.length + corners.length);
  indices.set(face.indices);
  indices.set(corners, face.indices.length);
  return { positions, indices };
}

/** So many millimetres outside of a pixel at the border of the grid; of a corner in both directions. */
function placeOutside({ grid: { width, height }, placeOf }: PlateFace, pixel: number, outside: Outside) {
  const { x, y } = placeOf(pixel);
  const column = pixel % width;
  const row = Math.floor(pixel / width);
  return {
    x: x + (column === 0 ? -outside.x : column === width - 1 ? outside.x : 0),
    y: y + (row === 0 ? outside.y : row === height - 1 ? -outside.y : 0),
  };
}

function middleOf({ grid: { width, height }, placeOf }: PlateFace): [number, number, number] {
  const first = placeOf((height - 1) * width);
  const last = placeOf(width - 1);
  return [(first.x + last.x) / 2, (first.y + last.y) / 2, 0];
}

/**
 * The back's triangles by the vertices of the face's border above their corners, clockwise as seen from the face: a fan from the left side to the second vertex of the
 * upper border, strips between upper and lower border, and a fan from the right side to the last but one vertex of the lower border.
 */
function stripCorners({ pixels, grid: { width, height } }: PlateFace, border: readonly number[]): number[] {
  const column = (vertex: number) => pixels[vertex] % width;
  const row = (vertex: number) => Math.floor(pixels[vertex] / width);
  const sideOf = (isOnIt: (vertex: number) => boolean, place: (vertex: number) => number) =>
    border.filter(isOnIt).sort((a, b) => place(a) - place(b));
  const upper = sideOf((vertex) => row(vertex) === 0, column);
  const lower = sideOf((vertex) => row(vertex) === height - 1, column);
  const left = sideOf((vertex) => column(vertex) === 0, row);
  const right = sideOf((vertex) => column(vertex) === width - 1, row);

  const corners: number[] = [];
  for (let k = 0; k + 1 < left.length; k++) corners.push(left[k + 1], left[k], upper[1]);
  const lastUpper = upper.length - 1;
  const lastLower = lower.length - 2;
  for (let i = 1, j = 0; i < lastUpper || j < lastLower; ) {
    const isUpper = j >= lastLower || (i < lastUpper && column(upper[i + 1]) <= column(lower[j + 1]));
    if (isUpper) {
      corners.push(upper[i], upper[i + 1], lower[j]);
      i++;
    } else {
      corners.push(lower[j], upper[i], lower[j + 1]);
      j++;
    }
  }
  for (let k = 0; k + 1 < right.length; k++) corners.push(right[k], right[k + 1], lower[lastLower]);
  return corners;
}
