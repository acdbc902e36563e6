import { expect, test } from 'vitest';
import type { Connection } from '../server/events.ts';
import { CONNECTION_TEXT, isLooking, WAITING_TEXT } from './connection-text.ts';

test('the page waits where waiting may help, and says what to do where it does not', () => {
  const states = Object.keys(WAITING_TEXT) as Connection[];
  expect(states.filter(isLooking)).toEqual(['connecting', 'reconnecting']);
  // Its key ends with the program: a page that was open before waits for one that was started anew in vain.
  expect(CONNECTION_TEXT.reconnecting).toContain(
    'If it ended, start it again, and go on in the page that it opens.',
  );
  expect(WAITING_TEXT.refused).toContain('npx depthroom open');
  expect(WAITING_TEXT.outdated).toContain('load this page again');
});
