import { expect, test } from 'vitest';
import { withoutDebugging } from './node-options.ts';

test('what a person debugs this process by does not reach the processes that it starts', () => {
  expect(withoutDebugging('--inspect --max-old-space-size=40')).toBe('--max-old-space-size=40');
  expect(withoutDebugging('--require "./a b.js" --inspect-brk=0')).toBe('--require "./a b.js"');
  expect(withoutDebugging('--inspect-port 9230 --trace-warnings')).toBe('--trace-warnings');
  expect(withoutDebugging('--inspect-port=9230 --inspect-wait')).toBe('');
  expect(withoutDebugging(' ')).toBe('');
});
