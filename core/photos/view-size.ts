/** Long edge of the maps that the stage shows. */
const VIEW_EDGE = 2048;

/** The size of a photo, or reduced in proportion to a long edge of 2048 pixels. */
export function viewSize(photo: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(1, VIEW_EDGE / Math.max(photo.width, photo.height));
  return {
    width: Math.max(1, Math.round(photo.width * scale)),
    height: Math.max(1, Math.round(photo.height * scale)),
  };
}
