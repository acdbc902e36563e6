import { afterEach, expect, test, vi } from 'vitest';
import type { Comparison } from '../../contract/compare/comparison.ts';
import { ENGLISH, speak } from '../language/language.ts';
import { resetAllStores } from '../state/create-store.ts';
import { look } from '../state/look.ts';
import { answerAlways, sampleExport } from '../testing/stand-in.ts';
import { saveReport } from './report.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  resetAllStores();
  speak();
});

test('a report has the colours and the language of the page', async () => {
  const inputs = answerAlways(sampleExport({ kind: 'comparison', state: 'cancelled' }));
  look({ colourMap: 'viridis' });
  speak({ ...ENGLISH, locale: 'de' });
  await saveReport({ id: 'c' } as Comparison, 'html');
  expect(inputs).toEqual([
    { comparisonId: 'c', format: 'html', options: { colourMap: 'viridis', language: 'de' } },
  ]);
});
