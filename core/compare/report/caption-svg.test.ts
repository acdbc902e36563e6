import { expect, test } from 'vitest';
import { captionSvg, linesOf } from './caption-svg.ts';

test('a caption is broken between words, and what is too long ends in an ellipsis', () => {
  expect(linesOf('AbsRel 0.3250 · blue nearer', 13, 3)).toEqual(['AbsRel 0.3250', '· blue nearer']);
  expect(linesOf('one two three four', 7, 2)).toEqual(['one two', 'three …']);
  expect(linesOf('indivisible', 6, 3)).toEqual(['indiv…']);
  expect(linesOf('', 6, 3)).toEqual(['']);
});

test('what a caption says is text', () => {
  const svg = captionSvg(640, '<script>', 'a & b\u0000c');
  expect(svg).toContain('&lt;script&gt;');
  expect(svg).toContain('a &amp; b c');
});
