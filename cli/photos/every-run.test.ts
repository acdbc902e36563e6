import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunOptions } from '../../contract/schemas.ts';
import { photoOf, runOf } from '../../test/fixtures/finished-run.ts';
import { placeRuns } from './every-run.ts';

test('runs of one pack get numbers only where their names do not tell them apart', () => {
  const facts = {
    photo: { width: 1, height: 1 },
    depth: { kind: 'metric' as const, width: 1, height: 1, values: new Float32Array([1]) },
    name: 'nag.jpg',
  };
  const run = (options: RunOptions) => ({
    photo: photoOf(facts),
    run: { ...runOf(facts), packId: 'p', options },
  });
  const runs = [run({ seed: 1 }), run({ seed: 2 }), run({ seed: 2, steps: 9 }), run({ seed: 3 })];
  const names = (template?: string) => {
    const plan = { out: 'out', template, filesOf: (base: string) => [base] };
    return placeRuns(runs, plan).map(({ bases }) => bases[0]);
  };
  expect(names('{stem}_{pack}_{seed}')).toEqual(
    ['nag_p_1', 'nag_p_2', 'nag_p.2_2', 'nag_p_3'].map((name) => join('out', name)),
  );
  expect(names()).toEqual(['nag.p', 'nag.p.2', 'nag.p.3', 'nag.p.4'].map((name) => join('out', name)));
  expect(() => names('{stem}')).toThrow(/tell the packs apart/);
});
