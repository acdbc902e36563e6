import { expect, test } from 'vitest';
import type { Plan } from './plan.ts';
import { hiddenFields, planesNeed, requestOf, shownOptions } from './request.ts';

const seen = {
  depthKind: 'affine-depth',
  planes: { nearInMetres: 2, farInMetres: 7 },
  edgeCut: 0.05,
} as const;
const plan = (change: Partial<Plan>): Plan => ({
  choice: 'custom',
  kind: 'mesh',
  own: {},
  isInMetres: null,
  ...change,
});

test('hidden options have no say in what is sent', () => {
  const own = { format: 'glb', axes: 'z-up', unit: 'millimetres', texture: 'none', backPlane: true };
  expect(requestOf(plan({ own }), seen).options).toMatchObject({
    axes: 'y-up',
    unit: 'metres',
    texture: 'none',
    backPlane: false,
    near: 2,
    far: 7,
  });
});

test('the cut of the view is the cut of the file', () => {
  const cut = (own: Plan['own'], edgeCut: number) =>
    (requestOf(plan({ choice: 'blender', own }), { ...seen, edgeCut }).options as { edgeCut: number })
      .edgeCut;
  expect([cut({}, 0.05), cut({}, 0.3), cut({}, 0)]).toEqual([0.05, 0.3, 0]);
});

test('near and far are asked for where metres are needed, and only there', () => {
  const need = (kind: Plan['kind'], own: Plan['own'], depthKind: 'metric' | 'affine-depth') =>
    planesNeed(kind, shownOptions(plan({ kind, own }), 0.05), depthKind);
  expect([
    need('mesh', {}, 'metric'),
    need('mesh', {}, 'affine-depth'),
    need('mesh', { format: 'stl' }, 'affine-depth'),
    need('depth-image', {}, 'affine-depth'),
    need('depth-image', { format: 'exr', values: 'inverse' }, 'affine-depth'),
    need('depth-image', { format: 'gdepth' }, 'affine-depth'),
  ]).toEqual(['no', 'must', 'no', 'may', 'must', 'must']);
  const png = plan({ kind: 'depth-image' });
  expect(requestOf(png, seen).options).not.toHaveProperty('near');
  expect(requestOf({ ...png, isInMetres: true }, seen).options).toMatchObject({ near: 2, far: 7 });
});

test('fields appear with the format and the options that they belong to', () => {
  const hidden = (own: Plan['own']) =>
    hiddenFields('depth-image', shownOptions(plan({ kind: 'depth-image', own }), 0.05));
  expect(hidden({ format: 'png16' })).toEqual(
    expect.arrayContaining(['values', 'colourMap', 'longEdge', 'axes', 'near', 'far']),
  );
  expect(hidden({ format: 'exr', normals: true, size: 'custom' }).toSorted()).toEqual(
    [
      'polarity',
      'mapping',
      'minimum',
      'maximum',
      'colourMap',
      'nearerThan',
      'soft',
      'place',
      'near',
      'far',
    ].toSorted(),
  );
  // What is packed is quantized in any case.
  const mesh = (own: Plan['own']) => hiddenFields('mesh', shownOptions(plan({ kind: 'mesh', own }), 0.05));
  expect(mesh({ format: 'glb' })).not.toContain('quantize');
  expect(mesh({ format: 'glb', compression: 'meshopt' })).toContain('quantize');
  expect(mesh({ format: 'obj' })).toContain('quantize');
});
