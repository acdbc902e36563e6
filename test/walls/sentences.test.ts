import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { alignmentSchema } from '../../contract/alignment.ts';
import type { Comparison } from '../../contract/compare/comparison.ts';
import { alignmentRows } from '../../contract/compare/comparison-table.ts';
import { depthKindSchema } from '../../contract/depth-map.ts';
import { words } from '../../contract/language/de/sentences/words.ts';
import { sentences } from '../../contract/language/de/sentences.ts';
import { sentencesBy } from '../../contract/language/sentences-by.ts';
import { transferText } from '../../contract/maths/transfer.ts';
import { RUN_STATES } from '../../contract/run.ts';
import { HEADINGS, legendWords } from '../../core/compare/report/report-words.ts';
import { findSentences } from './find-sentences.ts';
import { readFiles } from './read-files.ts';

const ROOT = `${import.meta.dirname}/../..`;
const found = findSentences(ROOT);
const said = sentencesBy(sentences, 'de');
const german = Object.entries(sentences);

test('whatever the engine says to a person is said in German', () => {
  const missing = found.filter(({ shape }) => !Object.hasOwn(sentences, shape));
  expect(missing.map(({ place, shape }) => `${place}: ${shape}`)).toEqual([]);
  // A scan that finds nothing would agree with everything.
  expect(found.length).toBeGreaterThan(1000);
  expect(found.map(({ shape }) => shape)).toContain('Could not {what}, because {because}.');
});

test('nothing is in the German table that no source says any more', () => {
  const shapes = new Set(found.map(({ shape }) => shape));
  const stale = german.map(([shape]) => shape).filter((shape) => !shapes.has(shape));
  expect(stale.filter((shape) => !Object.hasOwn(words, shape))).toEqual([]);
});

test('words of lists are those of the lists', () => {
  const spaces: readonly string[] = alignmentSchema.shape.space.unwrap().options;
  const rows = ['photo', 'run', 'truth', 'comparison', 'export'];
  const [headings] = alignmentRows({ subjects: [] } as unknown as Comparison);
  const kinds: readonly string[] = depthKindSchema.options;
  const report = [
    ...Object.values(HEADINGS),
    ...legendWords(''),
    transferText({ isInverse: true, exponent: 1 }),
  ];
  const known = new Set<string>([...RUN_STATES, ...spaces, ...rows, ...kinds, ...headings, ...report]);
  expect(Object.keys(words).filter((word) => !known.has(word))).toEqual([]);
  const here = [...RUN_STATES, ...kinds, ...headings, ...Object.values(HEADINGS)];
  expect(here.filter((word) => said(word) === word)).toEqual([]);
});

test('a sentence has the same values in both languages, and no English is left in the German', () => {
  const english = /\b(the|of|is|are|and|with|which|but|not|from|has|its|received|expected|choose|by)\b/;
  for (const [shape, translated] of german) {
    expect(valuesOf(translated), shape).toEqual(valuesOf(shape));
    expect(translated.trim(), shape).not.toBe('');
    // What is quoted are words of programs: of an option, a command, a field.
    expect(translated.replace(/„[^“]*“|\{\w+\}|\S+\.(json|py|txt)/g, ''), shape).not.toMatch(english);
  }
});

test('a number in a sentence is written out, as numbers are elsewhere', () => {
  expect(german.flat().filter((said) => /\de-\d/.test(said))).toEqual([]);
});

test('every shape with its values is found as itself and not as another', () => {
  const letters = (text: string) => text.replace(/\{\w+\}|\P{L}/gu, '').length;
  const taken = german.flatMap(([shape, translated]) => {
    if (letters(shape) < 5) return [];
    const filled = filledIn(shape);
    const told = said(filled);
    return told === filledIn(translated) ? [] : [`${shape} => ${told}`];
  });
  expect(taken).toEqual([]);
});

test('a sentence is found quickly, be it known or not', () => {
  const before = performance.now();
  const fresh = sentencesBy(sentences, 'de');
  const makingMs = performance.now() - before;
  fresh('To warm up.');
  const asked = found.map(({ shape }) => filledIn(shape));
  const unknown = asked.map((sentence, at) => `Nobody knows number ${at}: ${sentence}`);
  const times = [...asked, ...unknown]
    .map((sentence) => {
      const start = performance.now();
      fresh(sentence);
      return performance.now() - start;
    })
    .sort((a, b) => a - b);
  // Fifty times as quickly as every shape of the table is made ready: on a slow machine both are slower.
  expect(times[Math.floor(times.length / 2)]).toBeLessThan(makingMs);
});

test('German comes to who reads German alone', () => {
  const importers = readFiles(ROOT, ['renderer', 'contract', 'core', 'electron'])
    .filter(({ path }) => !/^(renderer|contract)\/language\/de\//.test(path) && !path.endsWith('.test.ts'))
    .filter(({ imports }) => imports.some((path) => /^(renderer|contract)\/language\/de\//.test(path)))
    .map(({ path }) => path);
  expect(importers.sort()).toEqual([
    'contract/language/sentence-in.ts',
    'renderer/language/fetch-language.ts',
  ]);
  for (const path of importers)
    expect(readFileSync(`${ROOT}/${path}`, 'utf8')).not.toMatch(/^import .*'\.\/de\//m);
});

function valuesOf(shape: string): string[] {
  return [...new Set(shape.match(/\{\w+\}/g) ?? [])].sort();
}

/** A shape with a value in each place that means nothing, the same one for the same name. */
function filledIn(shape: string): string {
  return shape.replace(/\{(\w+)\}/g, (_place, name: string) => `<${name}>`);
}
