import { expect, onTestFinished, test } from 'vitest';
import type { Result } from '../../contract/run.ts';
import { fetchLanguage } from '../language/fetch-language.ts';
import { speak } from '../language/language.ts';
import { sampleRun } from '../testing/stand-in.ts';
import { olderRunsText, progressText, runFacts, runSummary } from './run-text.ts';

const result = {
  kind: 'metric',
  unit: 'metres',
  minimum: 0.5,
  maximum: 12,
  model: { width: 512, height: 384, file: 'm' },
  invalidPixels: 3,
} as Result;
const done = sampleRun({
  state: 'done',
  startedAt: '2026-01-01T00:00:00Z',
  finishedAt: '2026-01-01T00:00:12Z',
  provider: 'cuda',
  options: { seed: 7 },
  result,
});

test('a run in one line', () => {
  expect(runSummary(done)).toBe('metres · 12\u00a0s · CUDA · seed 7');
  expect(runSummary(sampleRun())).toBe('waiting');
  expect(runSummary(sampleRun({ state: 'failed', provider: 'cpu' }))).toBe('failed · CPU');
});

test('what was refined is named, in the line and among the facts', () => {
  const refined = { ...done, options: { prior: 'auto' }, priorTitle: 'FastDepth (starter weights)' };
  expect(runSummary(refined)).toBe('metres · 12\u00a0s · CUDA · refined FastDepth');
  expect(runFacts(refined)).toContainEqual(['Prior', 'FastDepth']);
});

test('progress says its stage and the time left', () => {
  expect(progressText({ stage: 'denoise', secondsLeft: 9 })).toBe('Denoising · 9\u00a0s left');
  expect(progressText(undefined)).toBe('Starting');
});

test('all that is known, and nothing where nothing is', () => {
  const facts = runFacts({
    ...done,
    stages: [{ name: 'network', milliseconds: 1500 }],
    peakMemoryBytes: 2e9,
  });
  expect(facts.filter(([name]) => name !== 'Queued')).toEqual([
    ['Kind', 'metres'],
    ['Values', '0.500 to 12.0 metres'],
    ['Model size', '512 × 384'],
    ['Without value', '3 pixels'],
    ['Seed', '7'],
    ['Computing depth', '1.5\u00a0s'],
    ['Run on', 'NVIDIA GPU (CUDA)'],
    ['Peak memory', '2.0\u00a0GB'],
    ['Licence', 'MIT'],
    ['Pack', 'zoe (0123456789ab)'],
  ]);
  expect(runFacts({ ...done, deviceMemoryBytes: 3e9 })).toContainEqual(['Graphics memory', '3.0\u00a0GB']);
  expect(runFacts(sampleRun()).map(([name]) => name)).toEqual(['Queued', 'Licence', 'Pack']);
});

test('options are said in the words of the form', async () => {
  speak(await fetchLanguage('de'));
  onTestFinished(() => speak());
  const facts = runFacts({
    ...done,
    options: { spacing: 'pack', domain: 'auto', flip: true },
    licence: 'MIT, not stated',
  });
  expect(facts.map(([, value]) => value)).toEqual(
    expect.arrayContaining(['wie im Paket angegeben', 'automatisch', 'MIT, nicht angegeben']),
  );
  expect(facts.filter(([, value]) => /^(an|true)$/.test(value)).map(([, value]) => value)).toEqual(['an']);
});

test('relative values have a third digit', () => {
  const relative = {
    ...result,
    kind: 'affine-depth',
    unit: 'relative',
    maximum: 1,
    invalidPixels: 0,
  } as Result;
  expect(runFacts({ ...done, result: relative }).slice(1, 4)).toEqual([
    ['Values', '0.500 to 1.000 relative'],
    ['Model size', '512 × 384'],
    ['Seed', '7'],
  ]);
});

test('how many older runs there are is said', () => {
  expect(olderRunsText(50, 9_000)).toBe('Show 50 older runs (8,950 more before them)');
  expect(olderRunsText(50, 50)).toBe('Show 50 older runs');
  expect(olderRunsText(1, 1)).toBe('Show 1 older run');
});
