import { expect, test } from 'vitest';
import type { Photo } from '../../../contract/photo.ts';
import type { Run } from '../../../contract/run.ts';
import { exportCommand } from './export-command.ts';
import type { Plan } from './plan.ts';
import { requestOf } from './request.ts';

const photo = { name: 'my photo.jpg' } as Photo;
const run = { packId: 'zoe', options: { flip: true } } as unknown as Run;
const seen = { depthKind: 'metric', planes: { nearInMetres: 1, farInMetres: 10 }, edgeCut: 0.05 } as const;

const command = (plan: Plan) => exportCommand({ photo, run }, plan.choice, requestOf(plan, seen));

test('a preset is named, and what a person changed beside it', () => {
  const plan: Plan = { choice: 'blender', kind: 'mesh', own: { triangles: 1000 }, isInMetres: null };
  expect(command(plan)).toBe(
    'npx depthroom export "my photo.jpg" --pack zoe --preset blender --triangles 1000 --flip -o "my photo.zoe.glb"',
  );
});

test('a custom file says its format, and a PLY whether it is a mesh', () => {
  const plan: Plan = {
    choice: 'custom',
    kind: 'mesh',
    own: { format: 'ply', scalars: true },
    isInMetres: null,
  };
  expect(command(plan)).toBe(
    'npx depthroom export "my photo.jpg" --pack zoe --format ply-mesh --scalars --flip -o "my photo.zoe.ply"',
  );
});

test('a relative map that stays relative is written without the preset that means metres', () => {
  const words = (isInMetres: boolean) => {
    const plan: Plan = { choice: 'nuke-z', kind: 'depth-image', own: {}, isInMetres };
    const request = requestOf(plan, { ...seen, depthKind: 'affine-depth' });
    const relative = { ...run, options: {}, result: { kind: 'affine-depth' } } as unknown as Run;
    return exportCommand({ photo, run: relative }, plan.choice, request);
  };
  const start = 'npx depthroom export "my photo.jpg" --pack zoe';
  expect(words(true)).toBe(`${start} --preset nuke-z --near 1 --far 10 -o "my photo.zoe.exr"`);
  expect(words(false)).toBe(`${start} --format exr --colour half -o "my photo.zoe.exr"`);
});
