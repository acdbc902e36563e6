import { expect, test } from 'vitest';
import type { Export } from '../../../contract/exports/export.ts';
import { canShow, endingOf } from './shown-export.ts';

const made = (change: Partial<Export>): Export =>
  ({ kind: 'mesh', state: 'done', fileName: 'a.b.GLB', options: {}, ...change }) as Export;

test('the ending is what stands behind the last dot, in small letters', () => {
  expect(endingOf({ fileName: 'a.b.GLB' })).toBe('glb');
});

test('finished geometry that the page can read is shown', () => {
  expect(canShow(made({}))).toBe(true);
  expect(canShow(made({ kind: 'point-cloud', fileName: 'a.ply' }))).toBe(true);
  expect(canShow(made({ fileName: 'a.usdz' }))).toBe(false);
  expect(canShow(made({ state: 'running' }))).toBe(false);
  expect(canShow(made({ kind: 'depth-image', fileName: 'a.ply' }))).toBe(false);
  expect(canShow(made({ options: { compression: 'meshopt' } }))).toBe(false);
});
