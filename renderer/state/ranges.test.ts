import { expect, test } from 'vitest';
import { changedPlanes } from './ranges.ts';

test('far stays behind near, and near before the camera', () => {
  const planes = { nearInMetres: 1, farInMetres: 10 };
  expect(changedPlanes(planes, { nearInMetres: 2 })).toEqual({ nearInMetres: 2, farInMetres: 10 });
  expect(changedPlanes(planes, { farInMetres: 1 })).toBeNull();
  expect(changedPlanes(planes, { nearInMetres: 0 })).toBeNull();
});
