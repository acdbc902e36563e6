import { expect, test } from 'vitest';
import { LIST_KEYS } from './keyboard/list-keys.ts';
import { gridAction } from './library/grid-keys.ts';
import { queueKey } from './status/queue/queue-keys.ts';

const NAMED: Readonly<Record<string, string>> = {
  Arrows: 'ArrowDown',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
};

/** "Alt ↑" as it is pressed. */
function pressOf(cap: string) {
  const parts = cap.split(' ');
  const last = parts.at(-1) ?? '';
  const isHeld = (name: string) => parts.slice(0, -1).includes(name);
  return {
    key: NAMED[last] ?? (last.length === 1 ? last.toLowerCase() : last),
    ctrlKey: isHeld('Ctrl'),
    altKey: isHeld('Alt'),
    shiftKey: isHeld('⇧'),
    metaKey: false,
  };
}

const capsOf = (keys: readonly { shown: string }[]) => keys.flatMap(({ shown }) => shown.split(/\s{2,}/));

test('the sheet names every key of the lists, and each does something there', () => {
  const [photos, queue] = LIST_KEYS.map(({ keys }) => capsOf(keys).map(pressOf));
  expect(photos.map((press) => gridAction(press, 1)?.does)).toEqual(['step', 'mark-all', 'rename', 'remove']);
  const does = queue.map((press) => queueKey(press, 5)?.does);
  expect(does).toEqual([
    ...['step', 'step', 'mark-all', 'move', 'move', 'move', 'move', 'show', 'remove', 'undo'],
  ]);
});

test('keys of lists are listed once each, and arrows mark there with shift', () => {
  for (const { keys } of LIST_KEYS) expect(new Set(capsOf(keys)).size).toBe(capsOf(keys).length);
  const [photos, queue] = LIST_KEYS.map(({ keys }) => pressOf(capsOf(keys)[0]));
  expect(gridAction(photos, 1)).toEqual({ does: 'step', by: 1, isRange: true });
  expect(queueKey(queue, 5)).toEqual({ does: 'step', by: -1, isRange: true });
});
