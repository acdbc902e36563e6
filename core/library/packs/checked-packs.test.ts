import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/open-engine.ts';
import { openCheckedPacks } from './checked-packs.ts';

test('what one process found right, another knows', async () => {
  const path = join(await temporaryFolder(), 'data', 'checked-packs.json');
  const first = openCheckedPacks(path);
  expect(await first.get('a /packs/a')).toBeNull();
  await first.set('a /packs/a', 'model.onnx 10 1 2');
  await openCheckedPacks(path).set('b /packs/b', 'model.onnx 11 1 3');
  expect(await openCheckedPacks(path).get('a /packs/a')).toBe('model.onnx 10 1 2');
  await first.set('a /packs/a', 'model.onnx 10 5 2');
  expect(await openCheckedPacks(path).get('a /packs/a')).toBe('model.onnx 10 5 2');
  expect(await openCheckedPacks(path).get('b /packs/b')).toBe('model.onnx 11 1 3');
});

test('a broken file, or a place that cannot be written, only means that packs are looked at again', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'checked-packs.json');
  await writeFile(path, '{"a": 3');
  expect(await openCheckedPacks(path).get('a')).toBeNull();
  await openCheckedPacks(path).set('a', 'x');
  expect(await openCheckedPacks(path).get('a')).toBe('x');
  const blocked = join(folder, 'blocked');
  await mkdir(blocked);
  await utimes(blocked, 1, 1);
  await openCheckedPacks(blocked).set('a', 'x');
  expect(await openCheckedPacks(blocked).get('a')).toBeNull();
});
