/** How far a texture may slide on the triangles of a grid, in pixels of the photo. */
export interface SlideLimit {
  most: number;
  /** Pixels of the photo for one of the grid, along rows and columns. */
  across: number;
  down: number;
}

/** The same for the vertices of a mesh. */
export interface SlideBound extends SlideLimit {
  /** The square root of each vertex's depth. */
  roots: Float64Array;
}

/**
 * How far a texture lies beside its place at most on a side `pixels` long in the picture between two depths, in the unit of the length.
 * Texture coordinates are linear along a side in space, the picture is not: at the share t they part by t b / (a + t (b - a)) - t, which
 * is largest where the share is sqrt(a) / (sqrt(a) + sqrt(b)). Inside a triangle it is no farther than on its sides: where the depth is
 * the same, both are linear. `a` and `b` are the square roots of the depths.
 */
export function slideAlong(pixels: number, a: number, b: number): number {
  return (pixels * Math.abs(a - b)) / (a + b);
}
