import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PRESETS } from '../../../contract/exports/presets.ts';
import type { Result } from '../../../contract/run.ts';
import { look, useLook } from '../../state/look.ts';
import { statePlanes } from '../../state/ranges.ts';
import { answerWith, inputOf, sampleExport, samplePhoto, sampleRun } from '../../testing/stand-in.ts';
import type { Plan } from './plan.ts';
import { writeJob } from './write-export.ts';

const relative = { photo: samplePhoto(), run: sampleRun({ result: { kind: 'affine-depth' } as Result }) };
const plan = (kind: Plan['kind']): Plan => ({ choice: 'custom', kind, own: {}, isInMetres: null });

beforeEach(() => useLook.setState(useLook.getInitialState(), true));
afterEach(() => {
  vi.unstubAllGlobals();
  statePlanes('p', null);
});

test('each kind of file has its call, and gets what the view and the person say', async () => {
  const inputs: unknown[] = [];
  const asked = answerWith((_, init) => {
    inputs.push(inputOf(init).options);
    return sampleExport();
  });
  look({ edgeCut: 0.3 });
  statePlanes('p', { nearInMetres: 2, farInMetres: 5 });
  await writeJob(relative, plan('mesh'));
  await writeJob(relative, plan('point-cloud'));
  await writeJob(relative, plan('depth-image'));
  expect(asked).toEqual(['/call/exportMesh', '/call/exportPointCloud', '/call/exportDepthImage']);
  expect(inputs[0]).toMatchObject({ near: 2, far: 5, edgeCut: 0.3 });
  expect(inputs[2]).not.toHaveProperty('near');
});

test('the cut that the 3D view begins with is that of every preset', () => {
  const { edgeCut } = useLook.getState();
  const cuts = Object.values(PRESETS).flatMap(({ kind, options }) =>
    kind === 'depth-image' || options.format === 'stl' ? [] : 'edgeCut' in options ? options.edgeCut : 0.05,
  );
  expect(cuts.length).toBeGreaterThan(4);
  expect(new Set([edgeCut, ...cuts])).toEqual(new Set([0.05]));
});
