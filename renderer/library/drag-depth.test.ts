import { expect, test } from 'vitest';
import { createDragDepth } from './drag-depth.ts';

test('going from one element into the next is not leaving the window', () => {
  const over: boolean[] = [];
  const drag = createDragDepth((isOver) => over.push(isOver));
  drag.enter();
  drag.enter();
  drag.leave();
  expect(over.at(-1)).toBe(true);
  drag.leave();
  expect(over.at(-1)).toBe(false);
});

test('a drop ends it, and more leaving than entering is nothing', () => {
  const over: boolean[] = [];
  const drag = createDragDepth((isOver) => over.push(isOver));
  drag.enter();
  drag.enter();
  drag.drop();
  drag.leave();
  drag.enter();
  expect(over).toEqual([true, true, false, false, true]);
});
