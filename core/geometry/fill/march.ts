import type { Grid } from '../edges.ts';
import { pixelHeap } from './pixel-heap.ts';

/** What a march begins from, and where it goes. */
export interface March {
  grid: Grid;
  /** Pixels that are known; they are at distance 0. */
  starts: Iterable<number>;
  /** How far it goes, in pixels. */
  reach: number;
  /** Told each pixel when its turn comes, after all that are nearer, with the distances so far; answers whether the march goes on from there. */
  visit(pixel: number, distances: Float32Array): boolean;
}

/**
 * Visits pixels in the order of their distance from where a march begins, by the fast marching method (J. A. Sethian, PNAS 93, 1996): the distance of a pixel solves |grad T| = 1 with its
 * nearest visited neighbours. Answers with the distances (height x width, row by row), infinite where the march did not come.
 */
export function march({ grid: { width, height }, starts, reach, visit }: March): Float32Array {
  const distances = new Float32Array(width * height).fill(Number.POSITIVE_INFINITY);
  const isDone = new Uint8Array(width * height);
  const heap = pixelHeap();
  const at = (pixel: number) => (isDone[pixel] === 1 ? distances[pixel] : Number.POSITIVE_INFINITY);
  const distanceOf = (pixel: number): number => {
    const x = pixel % width;
    const across = Math.min(
      x > 0 ? at(pixel - 1) : Number.POSITIVE_INFINITY,
      x + 1 < width ? at(pixel + 1) : Number.POSITIVE_INFINITY,
    );
    const down = Math.min(
      pixel >= width ? at(pixel - width) : Number.POSITIVE_INFINITY,
      pixel + width < isDone.length ? at(pixel + width) : Number.POSITIVE_INFINITY,
    );
    const nearer = Math.min(across, down);
    const apart = Math.abs(across - down);
    if (!(apart < 1)) return nearer + 1;
    return (across + down + Math.sqrt(2 - apart * apart)) / 2;
  };
  const look = (pixel: number) => {
    if (isDone[pixel] !== 0) return;
    const distance = distanceOf(pixel);
    if (distance > reach || distance >= distances[pixel]) return;
    distances[pixel] = distance;
    heap.push(pixel, distance);
  };
  const lookAround = (pixel: number) => {
    const x = pixel % width;
    if (x > 0) look(pixel - 1);
    if (x + 1 < width) look(pixel + 1);
    if (pixel >= width) look(pixel - width);
    if (pixel + width < isDone.length) look(pixel + width);
  };
  const first = [...starts];
  for (const pixel of first) {
    distances[pixel] = 0;
    isDone[pixel] = 1;
  }
  for (const pixel of first) lookAround(pixel);
  while (heap.size() > 0) {
    const pixel = heap.pop();
    if (isDone[pixel] !== 0) continue;
    if (visit(pixel, distances)) {
      isDone[pixel] = 1;
      lookAround(pixel);
    } else {
      // Never again, and nothing is measured from it.
      isDone[pixel] = 2;
      distances[pixel] = Number.POSITIVE_INFINITY;
    }
  }
  return distances;
}
