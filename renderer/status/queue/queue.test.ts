import { expect, test } from 'vitest';
import type { Progress } from '../../../contract/calls/snapshot.ts';
import type { QueueRow } from '../../state/rows/queue-list.ts';
import { countItems, itemOf, lineOf, stepFrom } from './queue-items.ts';
import { queueKey } from './queue-keys.ts';
import { rowFacts, summaryText } from './queue-words.ts';
import { stillChosen } from './use-chosen-run.ts';

const totals = { working: 1, waiting: 3, failed: 0 };

test('every part that has runs has a head, and each run a line', () => {
  expect(countItems(totals)).toBe(6);
  const lines = Array.from({ length: 7 }, (_, line) => itemOf(totals, line));
  expect(lines.map((item) => item && `${item.part} ${item.index}`)).toEqual([
    'working null',
    'working 0',
    'waiting null',
    'waiting 0',
    'waiting 1',
    'waiting 2',
    null,
  ]);
  expect(lineOf(totals, { part: 'waiting', index: 2 })).toBe(5);
  expect(lineOf({ ...totals, failed: 2 }, { part: 'failed', index: 1 })).toBe(8);
});

test('keys go from run to run, past heads, and not beyond the ends', () => {
  const step = (index: number, by: number) => stepFrom(totals, { part: 'waiting', index }, by);
  expect(step(0, -1)).toEqual({ part: 'working', index: 0 });
  expect(step(0, 9)).toEqual({ part: 'waiting', index: 2 });
  expect(step(2, Number.NEGATIVE_INFINITY)).toEqual({ part: 'working', index: 0 });
  expect(stepFrom(totals, null, 0)).toEqual({ part: 'working', index: 0 });
  expect(stepFrom({ working: 0, waiting: 0, failed: 0 }, null, 1)).toBeNull();
  const press = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
  expect(queueKey({ ...press, key: 'PageDown' }, 7)).toEqual({ does: 'step', by: 7, isRange: false });
  expect(queueKey({ ...press, key: 'Home', altKey: true }, 7)).toEqual({ does: 'move', to: 'front' });
  expect(queueKey({ ...press, key: 'Delete', ctrlKey: true }, 7)).toBeNull();
  expect(queueKey({ ...press, key: 'ArrowUp', shiftKey: true }, 7)).toEqual({
    does: 'step',
    by: -1,
    isRange: true,
  });
  expect(queueKey({ ...press, key: 'a', ctrlKey: true }, 7)).toEqual({ does: 'mark-all' });
  expect(queueKey({ ...press, key: 'a' }, 7)).toBeNull();
  expect(queueKey({ ...press, key: 'Z', metaKey: true }, 7)).toEqual({ does: 'undo' });
  expect(queueKey({ ...press, key: 'z', ctrlKey: true, shiftKey: true }, 7)).toBeNull();
});

const row = (id: string) => ({ id }) as QueueRow;
const partsOf = (waiting: readonly string[], total = waiting.length) => ({
  parts: {
    working: { total: 0, pages: {} },
    waiting: { total, pages: { 0: waiting.map(row) } },
    failed: { total: 0, pages: {} },
  },
});

test('what is chosen stays so where it goes; where it leaves, the one in its place is', () => {
  const chosen = { part: 'waiting', index: 1, id: 'b' } as const;
  expect(stillChosen(partsOf(['a', 'b', 'c']), chosen)).toEqual(chosen);
  expect(stillChosen(partsOf(['a', 'c', 'b']), chosen)).toEqual({ ...chosen, index: 2 });
  expect(stillChosen(partsOf(['a', 'c']), chosen)).toEqual({ ...chosen, id: 'c' });
  expect(stillChosen(partsOf(['a']), chosen)).toEqual({ ...chosen, index: 0, id: 'a' });
  expect(stillChosen(partsOf([]), chosen)).toBeNull();
  const far = { part: 'waiting', index: 700, id: null } as const;
  expect(stillChosen(partsOf(['a'], 900), far)).toEqual(far);
});

test('times are said as far as they are known', () => {
  const waiting = { engineId: 'e', seconds: 12, readySeconds: 40 } as QueueRow;
  const at = {
    part: 'waiting',
    progress: undefined,
    workSeconds: 5,
    isPaused: false,
    engineId: 'e',
  } as const;
  expect(rowFacts(waiting, at)).toBe('takes 12\u00a0s · done in 45\u00a0s');
  expect(rowFacts(waiting, { ...at, isPaused: true })).toBe('takes 12\u00a0s');
  expect(rowFacts(waiting, { ...at, workSeconds: null, engineId: 'other' })).toBe(
    'in another window or command · takes 12\u00a0s',
  );
  expect(rowFacts({ ...waiting, seconds: null }, at)).toBe('time not known yet');
  // What is at work is called as it is in its pane.
  const progress = { stage: 'check pack', fraction: 0.1, secondsLeft: null } as Progress;
  expect(rowFacts(waiting, { ...at, part: 'working', progress })).toBe(
    'Checking the weights · working out the time left',
  );
  const queue = { running: [], waiting: 2, waitingSeconds: 90, exporting: [] };
  expect(summaryText(queue, {})).toBe('Starting, 2 waiting · 2\u00a0min left');
  expect(summaryText({ ...queue, waiting: 0 }, {})).toBe('Nothing is at work and nothing waits.');
  expect(summaryText({ ...queue, isPaused: true, running: [{ id: 'r', packTitle: 'P' }] }, {})).toBe(
    'Paused. What is at work is finished; nothing else is started until you resume.',
  );
});
