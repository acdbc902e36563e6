import { expect, test } from 'vitest';
import { CAPTION_HEIGHT, GAP, LEGEND_HEIGHT, layoutPanes, paneAt, paneRectangles } from './layout.ts';

const stage = { width: 1000, height: 600 };

test('one pane takes all between its caption and its colour bar', () => {
  expect(paneRectangles(1, stage, 1.5)).toEqual([
    { left: 0, top: CAPTION_HEIGHT, width: 1000, height: 600 - CAPTION_HEIGHT - LEGEND_HEIGHT },
  ]);
});

test('tall photos stand beside each other, wide ones above each other', () => {
  const tall = paneRectangles(2, stage, 0.6);
  expect(tall.map(({ left, top }) => [left, top])).toEqual([
    [0, CAPTION_HEIGHT],
    [499 + GAP, CAPTION_HEIGHT],
  ]);
  const wide = paneRectangles(2, stage, 4);
  expect(wide.map(({ left }) => left)).toEqual([0, 0]);
});

test('all panes have one size and a point finds its pane', () => {
  const four = paneRectangles(4, stage, 1.5);
  expect(new Set(four.map(({ width, height }) => `${width}x${height}`)).size).toBe(1);
  expect(paneAt(four, four[3].left + 1, four[3].top + 1)).toBe(3);
  expect(paneAt(four, 5, 5)).toBe(-1);
});

test('in a row panes stand beside each other, in focus one is large and keeps its place in the order', () => {
  const row = layoutPanes('row', 3, stage, 4, 0);
  expect(row.map(({ top }) => top)).toEqual([CAPTION_HEIGHT, CAPTION_HEIGHT, CAPTION_HEIGHT]);
  const focus = layoutPanes('focus', 3, stage, 1.5, 1);
  expect(focus).toEqual([
    { left: 760, top: CAPTION_HEIGHT, width: 240, height: 271 - LEGEND_HEIGHT },
    { left: 0, top: CAPTION_HEIGHT, width: 758, height: 600 - CAPTION_HEIGHT - LEGEND_HEIGHT },
    { left: 760, top: 301 + CAPTION_HEIGHT, width: 240, height: 271 - LEGEND_HEIGHT },
  ]);
});
