import { afterEach, expect, test, vi } from 'vitest';
import { answerWith } from '../testing/stand-in.ts';
import { exportAddress, fileAddress, readPlane } from './files.ts';

afterEach(() => vi.unstubAllGlobals());

test('addresses keep their folders and nothing else that a URL would read', () => {
  expect(fileAddress('ab/c d?#.f32')).toBe('/files/ab/c%20d%3F%23.f32');
  expect(exportAddress('a/b')).toBe('/exports/a%2Fb');
});

test('a plane is read as it lies on the disk', async () => {
  const asked = answerWith(() => new Response(Float32Array.of(1.5, -2, Number.NaN, 4)));
  const values = await readPlane({ width: 2, height: 2, file: 'sha' }, new AbortController().signal);
  expect([...values]).toEqual([1.5, -2, Number.NaN, 4]);
  expect(asked).toEqual(['/files/sha']);
});

test('a plane of another size is refused with both sizes', async () => {
  answerWith(() => new Response(Float32Array.of(1, 2)));
  const reading = readPlane({ width: 2, height: 2, file: 'sha' }, new AbortController().signal);
  await expect(reading).rejects.toMatchObject({
    code: 'bad-result',
    message: expect.stringContaining('2 x 2 values and holds 2'),
  });
});

test('a plane that broke off in the middle of a value is refused as well', async () => {
  answerWith(() => new Response(new Uint8Array(7)));
  const reading = readPlane({ width: 2, height: 1, file: 'sha' }, new AbortController().signal);
  await expect(reading).rejects.toMatchObject({ code: 'bad-result' });
});
