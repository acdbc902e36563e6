interface Size {
  width: number;
  height: number;
}

/** Long edge of the maps that the stage shows. */
const VIEW_EDGE = 2048;

/** The size of a photo, or reduced in proportion to a long edge of 2048 pixels. */
export function viewSize(photo: Size): Size {
  return sizeWithin(photo, VIEW_EDGE);
}

/** A size in pixels, reduced in proportion where its long edge is longer than `edge`. */
export function sizeWithin({ width, height }: Size, edge: number): Size {
  const scale = Math.min(1, edge / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}
