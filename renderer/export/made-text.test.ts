import { expect, test } from 'vitest';
import { depthImageOptionsSchema } from '../../contract/exports/depth-image.ts';
import { meshOptionsSchema } from '../../contract/exports/geometry.ts';
import { PRESETS } from '../../contract/exports/presets.ts';
import { madeText } from './made-text.ts';

const mesh = (options: object) => madeText({ kind: 'mesh', options: meshOptionsSchema.parse(options) });
const image = (options: object) =>
  madeText({ kind: 'depth-image', options: depthImageOptionsSchema.parse(options) });

test('files of one run are told apart by their preset, or by format and what is not as usual', () => {
  expect(mesh(PRESETS.blender.options)).toBe('Blender');
  expect(mesh(PRESETS.print.options)).toBe('3D print');
  expect(mesh(PRESETS.lithophane.options)).toBe('Lithophane');
  expect(mesh({ ...PRESETS.lithophane.options, frame: 5 })).not.toContain('Lithophane');
  expect(image(PRESETS['blender-depth'].options)).toBe('Blender, depth');
  expect(mesh({ format: 'ply', axes: 'z-up', triangles: 1000, scalars: true })).toBe(
    'PLY · Triangles: 1,000 · Scalars: on',
  );
  // Of a comparison there is nothing to tell; nor of what a project from somewhere says.
  expect(madeText({ kind: 'comparison', options: {} })).toBe('');
  expect(madeText({ kind: 'mesh', options: { format: 'toString' } })).toBe('');
  expect(madeText({ kind: 'mesh', options: { format: 'glb', triangles: { many: 1 } } })).toBe('GLB');
});

test('what the view has cut is said beside the preset', () => {
  expect(mesh({ ...PRESETS.blender.options, edgeCut: 0.2 })).toBe('Blender · Edge cut: 0.2');
});
