import { expect, test } from 'vitest';
import {
  addressSchema,
  failureSchema,
  fileNameSchema,
  nearFarSchema,
  packIdSchema,
  planeSchema,
  uuidSchema,
} from './schemas.ts';

const UUID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const ADDRESS = '0123456789abcdef'.repeat(4);

test.each([
  ['an id', uuidSchema, [UUID], ['', 'run-1', `${UUID}0`, `../${UUID}`]],
  ['an address', addressSchema, [ADDRESS], ['', ADDRESS.slice(1), ADDRESS.toUpperCase(), `${ADDRESS}/`]],
  ['a pack', packIdSchema, ['zoedepth-nyu', '3'], ['', '-a', 'A', 'a/b', 'a'.repeat(65)]],
  ['a file', fileNameSchema, ['unet.onnx', 'a_b-c.1'], ['', '.hidden', 'a/b', 'a..b', '..', 'a\\b', 'ä']],
  [
    'a plane',
    planeSchema,
    [{ width: 2, height: 1, file: ADDRESS }],
    [{ width: 0, height: 1, file: ADDRESS }],
  ],
  ['planes', nearFarSchema, [{}, { near: 1 }, { near: 1, far: 2 }], [{ near: 0 }, { far: -1 }]],
  ['a failure', failureSchema, [{ code: 'exists', message: 'There.' }], [{ code: 'odd', message: 'There.' }]],
])('%s is what it says it is', (_, schema, good, bad) => {
  for (const value of good) expect(schema.safeParse(value).success, JSON.stringify(value)).toBe(true);
  for (const value of bad) expect(schema.safeParse(value).success, JSON.stringify(value)).toBe(false);
});
