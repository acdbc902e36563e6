import { expect, test } from 'vitest';
import { inOneLine, visible } from './visible.ts';

test('what would act on a terminal is written out, and all else is left as it is', () => {
  expect(visible('a\x1b[31mred\x1b]0;title\x07.png')).toBe('a\\u001b[31mred\\u001b]0;title\\u0007.png');
  expect(visible('photo\u202egnp.exe')).toBe('photo\\u202egnp.exe');
  expect(visible('back\rover\x9bAcross')).toBe('back\\u000dover\\u009bAcross');
  const words = 'Größe 3 × 4, 照片 \u{1f4f7}\tδ1\nsecond line';
  expect(visible(words)).toBe(words);
});

test('JSON stays JSON, and says the same', () => {
  const facts = { name: 'x\u202ey\x9b\x1b"\n\\', list: [1, null] };
  expect(JSON.parse(visible(JSON.stringify(facts, null, 2)))).toEqual(facts);
});

test('a name with the end of a line in it stays in its line', () => {
  expect(inOneLine('a\nb\tc\u001bd e')).toBe('a\\nb\\tc\\u001bd e');
});
