import { expect, test } from 'vitest';
import type { DepthKind } from '../../contract/depth-map.ts';
import { manyRuns } from './many-runs.ts';
import type { Plan } from './request/plan.ts';

const run = (id: string, photoId: string, kind: DepthKind) => ({
  ...{ id, photoId, packId: 'z', kind },
  hasPlace: false,
});
const mesh: Plan = { choice: 'blender', kind: 'mesh', own: {}, isInMetres: null };
const runs = [
  run('metric', 'p', 'metric'),
  run('relative', 'q', 'affine-depth'),
  run('second', 'q', 'metric'),
];

test('the menu counts runs and photos', () => {
  const { marked, all } = manyRuns(runs, ['p'], mesh, {});
  expect([marked.label, all.label]).toEqual([
    'Export the one run of this photo',
    'Export all 3 runs of the project',
  ]);
  expect(all.jobs.map(({ id }) => id)).toEqual(['metric', 'relative', 'second']);
  expect(manyRuns(runs, ['p', 'q'], mesh, {}).marked.label).toBe('Export all 3 runs of the 2 marked photos');
});

test('assumed planes are said before, unless they are stated or the file needs none', () => {
  const note = (plan: Plan, stated = {}) => manyRuns(runs, ['p'], plan, stated).note;
  expect(note(mesh)).toBe(
    'The latest run of each model. Relative maps lie between 1 and 10\u00a0m where you state nothing else.',
  );
  expect(note(mesh, { q: { nearInMetres: 2, farInMetres: 3 } })).toBe('The latest run of each model.');
  expect(note({ ...mesh, choice: 'resolve', kind: 'depth-image' })).toBe('The latest run of each model.');
});
