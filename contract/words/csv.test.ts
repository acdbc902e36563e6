import { expect, test } from 'vitest';
import { csvText } from './csv.ts';

const cell = (value: string | number) => csvText([[value]]).slice(0, -2);

test('what a spreadsheet would take for a formula is text', () => {
  expect(['=1+1', '+A1', '-A1', '@SUM(A1)', '\tx', '-1+2', '+1;2', '-'].map(cell)).toEqual([
    "'=1+1",
    "'+A1",
    "'-A1",
    "'@SUM(A1)",
    "'\tx",
    "'-1+2",
    "'+1;2",
    "'-",
  ]);
  expect(cell('\r=A1')).toBe('"\'\r=A1"');
  expect(cell('=HYPERLINK("http://a","b")')).toBe('"\'=HYPERLINK(""http://a"",""b"")"');
});

test('numbers stay numbers, with their sign and their digits', () => {
  expect([-1.5, 2, '-0.25', '+3', '1.00', '-1e-7'].map(cell)).toEqual([
    '-1.5',
    '2',
    '-0.25',
    '+3',
    '1.00',
    '-1e-7',
  ]);
});

test('commas, quotes and line ends are quoted, and every row ends as RFC 4180 says', () => {
  expect(csvText([['a,b', 'say "c"', 'd\ne', 'plain text (m)'], [1]])).toBe(
    '"a,b","say ""c""","d\ne",plain text (m)\r\n1\r\n',
  );
});
