/** In CSS pixels, measured from the top left of the stage. */
export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const GAP = 2;
/** Above each picture: who made it. */
export const CAPTION_HEIGHT = 28;

/**
 * Equal rectangles for `count` panes, in the arrangement in which a photo of the given proportions is drawn largest.
 * Each leaves room for its caption above; all have whole pixels and exactly the same size, so that one camera fits all.
 */
export function paneRectangles(
  count: number,
  stage: { width: number; height: number },
  aspect: number,
): Rectangle[] {
  let best: Rectangle[] = [];
  let largest = -1;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const width = Math.floor((stage.width - GAP * (columns - 1)) / columns);
    const height = Math.floor((stage.height - GAP * (rows - 1)) / rows) - CAPTION_HEIGHT;
    const drawnWidth = Math.max(0, Math.min(width, height * aspect));
    if (drawnWidth <= largest) continue;
    largest = drawnWidth;
    best = Array.from({ length: count }, (_, index) => ({
      left: (index % columns) * (width + GAP),
      top: Math.floor(index / columns) * (height + CAPTION_HEIGHT + GAP) + CAPTION_HEIGHT,
      width: Math.max(1, width),
      height: Math.max(1, height),
    }));
  }
  return best;
}

/** Index of the pane under a point of the stage; -1 between and outside of panes. */
export function paneAt(rectangles: readonly Rectangle[], x: number, y: number): number {
  return rectangles.findIndex(
    ({ left, top, width, height }) => x >= left && y >= top && x < left + width && y < top + height,
  );
}
