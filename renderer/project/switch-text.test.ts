import { expect, test } from 'vitest';
import { switchText } from './switch-text.ts';

const project = { folder: '/a', name: 'a' };
const nothing = { running: [], waiting: 0, waitingSeconds: 0, exporting: [] };

test('what is at work and what waits is said, what is over is not', () => {
  expect(switchText(project, nothing)).toBeNull();
  expect(switchText(project, { ...nothing, running: [{ id: 'r', packTitle: 'p' }] })).toBe(
    'In a 1 run waits, and goes on when it is opened again.',
  );
  expect(switchText(project, { ...nothing, waiting: 2, exporting: [{ id: 'x', runId: 'r' }] })).toBe(
    'In a 2 runs wait, and go on when it is opened again; 1 export is stopped.',
  );
});
