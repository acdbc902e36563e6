import { expect, test } from 'vitest';
import type { GraphFacts } from '../../contract/library.ts';
import { COLOURS, colourChoice, firstDescription, inputOf, problemOf } from './describe-graph.ts';

const FACTS: GraphFacts = { id: 'a', title: 'A', fixed: null, takes: 'x (1 x 3 x ? x ?)', answers: 'y' };
const graph = (fixed: GraphFacts['fixed'] = null) => ({
  facts: { ...FACTS, fixed },
  source: { uploadId: 'u' },
});

test('a graph is first taken for a disparity network with the colours of ImageNet', () => {
  const described = firstDescription(FACTS);
  expect(colourChoice(described)).toBe('imagenet');
  expect(inputOf(graph(), described)).toEqual({
    uploadId: 'u',
    id: 'a',
    title: 'A',
    size: 518,
    multipleOf: 14,
    aspect: 'keep',
    range: '0..1',
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
    answer: 'disparity',
    near: 'high',
  });
});

test('a graph of one size is not told another, and metres have no other end', () => {
  const fixed = { width: 518, height: 392 };
  const described = { ...firstDescription({ ...FACTS, fixed }), answer: 'metres' as const };
  expect(described.size).toBe(392);
  const input = inputOf(graph(fixed), described);
  expect(input).not.toHaveProperty('size');
  expect(input).not.toHaveProperty('near');
});

test('colours are told apart by their numbers, however they are typed', () => {
  const described = { ...firstDescription(FACTS), ...COLOURS.halves };
  expect(colourChoice(described)).toBe('halves');
  expect(colourChoice({ ...described, mean: '0.5 0.50 0.5' })).toBe('halves');
  expect(colourChoice({ ...described, range: '0..255' })).toBe('own');
});

test('what is no three numbers is said beside the field, and nothing is sent', () => {
  expect(problemOf('1, 2')).toContain('three numbers');
  expect(problemOf('1, 0, 1', true)).toContain('above 0');
  expect(problemOf('1, 0, 1')).toBeNull();
  const described = firstDescription(FACTS);
  for (const change of [{ std: '1, 0, 1' }, { mean: 'a' }, { title: ' ' }, { id: 'A b' }])
    expect(inputOf(graph(), { ...described, ...change })).toBeNull();
});
