import { expect, test } from 'vitest';
import { cutInMiddle } from './cut-in-middle.ts';

const within = (most: number) => (head: string, tail: string) => head.length + 1 + tail.length <= most;

test('as much of both ends is kept as fits, with one ellipsis and no space beside it', () => {
  expect(cutInMiddle('Kundenprojekt Musterhausen Herbst 2026', within(15))).toBe('Kundenp…st 2026');
  expect(cutInMiddle('Konsens aus 5 Läufen', within(14))).toBe('Konsens…Läufen');
  expect(cutInMiddle('Marigold, kalibriert', within(9))).toBe('Mari…iert');
});

test('a letter is never cut, and where nothing fits the ellipsis is left', () => {
  const family = '👨‍👩‍👧';
  expect(cutInMiddle(`${family}abcde\u0308f`, within(family.length + 1))).toBe(`${family}…`);
  expect(cutInMiddle('abcdefe\u0308', within(4))).toBe('a…e\u0308');
  expect(cutInMiddle('abc', within(0))).toBe('…');
});
