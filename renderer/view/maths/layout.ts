import type { Layout } from '../../state/compare-look.ts';

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
/** Below each picture: the bar of its colours. */
export const LEGEND_HEIGHT = 20;
/** What a pane needs beside its picture. */
const FRAME = CAPTION_HEIGHT + LEGEND_HEIGHT;

interface Size {
  width: number;
  height: number;
}

/** Rectangles for `count` panes; `main` is the pane that the focus layout shows large. Each leaves area for its caption above and its colour bar below. */
export function layoutPanes(
  layout: Layout,
  count: number,
  stage: Size,
  aspect: number,
  main: number,
): Rectangle[] {
  if (count === 1 || layout === 'grid') return paneRectangles(count, stage, aspect);
  if (layout === 'row') return rowsAndColumns(count, count, stage).rectangles;
  return focusRectangles(count, stage, main);
}

/** Equal rectangles for `count` panes, in the arrangement in which a photo of the given proportions is drawn largest. */
export function paneRectangles(count: number, stage: Size, aspect: number): Rectangle[] {
  let best: Rectangle[] = [];
  let largest = -1;
  for (let columns = 1; columns <= count; columns++) {
    const { rectangles, width, height } = rowsAndColumns(count, columns, stage);
    const drawnWidth = Math.max(0, Math.min(width, height * aspect));
    if (drawnWidth <= largest) continue;
    largest = drawnWidth;
    best = rectangles;
  }
  return best;
}

/** All have whole pixels and exactly the same size, so that one camera fits all. */
function rowsAndColumns(count: number, columns: number, stage: Size): Size & { rectangles: Rectangle[] } {
  const rows = Math.ceil(count / columns);
  const width = Math.floor((stage.width - GAP * (columns - 1)) / columns);
  const height = Math.floor((stage.height - GAP * (rows - 1)) / rows) - FRAME;
  const rectangles = Array.from({ length: count }, (_, index) => ({
    left: (index % columns) * (width + GAP),
    top: Math.floor(index / columns) * (height + FRAME + GAP) + CAPTION_HEIGHT,
    width: Math.max(1, width),
    height: Math.max(1, height),
  }));
  return { rectangles, width, height };
}

/** Share of the longer side of the stage that the small panes get. */
const STRIP = 0.24;

/** One pane large, the others in a strip along the right side, or below where the stage is tall. */
function focusRectangles(count: number, stage: Size, main: number): Rectangle[] {
  const isBeside = stage.width >= stage.height;
  const strip = Math.floor((isBeside ? stage.width : stage.height) * STRIP);
  const large = isBeside
    ? { width: stage.width - strip - GAP, height: stage.height }
    : { width: stage.width, height: stage.height - strip - GAP };
  const area = isBeside ? { width: strip, height: stage.height } : { width: stage.width, height: strip };
  const { rectangles } = rowsAndColumns(count - 1, isBeside ? 1 : count - 1, area);
  const small = rectangles.map((rectangle) => ({
    ...rectangle,
    left: rectangle.left + (isBeside ? large.width + GAP : 0),
    top: rectangle.top + (isBeside ? 0 : large.height + GAP),
  }));
  const first = {
    left: 0,
    top: CAPTION_HEIGHT,
    width: Math.max(1, large.width),
    height: Math.max(1, large.height - FRAME),
  };
  return small.toSpliced(Math.min(Math.max(0, main), count - 1), 0, first);
}

/** Index of the pane under a point of the stage; -1 between and outside of panes. */
export function paneAt(rectangles: readonly Rectangle[], x: number, y: number): number {
  return rectangles.findIndex(
    ({ left, top, width, height }) => x >= left && y >= top && x < left + width && y < top + height,
  );
}

/** Smaller than this a picture says nothing, in CSS pixels. */
const LEAST_PANE: Size = { width: 168, height: 112 };

/** How large the stage has to be for each of so many panes to have its least size; what is not there is scrolled to. */
export function leastStage(
  layout: Layout,
  count: number,
  { width }: Size,
): { minWidth: number; minHeight: number } {
  const across = LEAST_PANE.width + GAP;
  const down = LEAST_PANE.height + FRAME + GAP;
  if (count === 1) return { minWidth: 0, minHeight: FRAME + 60 };
  if (layout === 'row') return { minWidth: count * across - GAP, minHeight: down };
  if (layout === 'focus') return { minWidth: 2 * across, minHeight: Math.max(2, count - 1) * (FRAME + 60) };
  const columns = Math.max(1, Math.min(count, Math.floor((width + GAP) / across)));
  return { minWidth: across, minHeight: Math.ceil(count / columns) * down - GAP };
}
