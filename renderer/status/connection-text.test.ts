import { expect, test } from 'vitest';
import type { Connection } from '../server/events.ts';
import { isLooking, WAITING_TEXT } from './connection-text.ts';

test('the page waits where waiting may help, and says what to do where it does not', () => {
  const states = Object.keys(WAITING_TEXT) as Connection[];
  expect(states.filter(isLooking)).toEqual(['connecting', 'reconnecting']);
  expect(WAITING_TEXT.refused).toContain('npx depthroom open');
  expect(WAITING_TEXT.outdated).toContain('load this page again');
});
