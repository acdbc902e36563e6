import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/open-engine.ts';
import { boundedBody, readJson, receiveFile } from './read-body.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** A request whose body comes in pieces, with a pause before each. */
function dripping(
  pieces: number,
  bytes: number,
  pauseMs: number,
  headers: Record<string, string> = {},
): Request {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent++ === pieces) return controller.close();
      await setTimeout(pauseMs);
      controller.enqueue(new Uint8Array(bytes).fill(32));
    },
  });
  return new Request('http://x/', { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
}

async function drain(body: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const piece of body) bytes += piece.length;
  return bytes;
}

test('a body is taken up to its bound and not beyond, whether it says its length or not', async () => {
  const bounds = { what: 'the test', bytes: 1000 };
  expect(await drain(boundedBody(dripping(10, 100, 0), bounds))).toBe(1000);
  await expect(drain(boundedBody(dripping(11, 100, 0), bounds))).rejects.toMatchObject({ code: 'too-large' });
  const announced = dripping(1, 1, 0, { 'content-length': '1001' });
  await expect(drain(boundedBody(announced, bounds))).rejects.toMatchObject({
    code: 'too-large',
    message: 'Expected at most 1.0 kB for the test, but more was sent.',
  });
});

test('a body that stops or drips is given up', async () => {
  const bounds = { what: 'the test', bytes: 1e6, graceMs: 100, slowestBytesPerSecond: 10_000 };
  await expect(drain(boundedBody(dripping(2, 1, 500), { ...bounds, idleMs: 50 }))).rejects.toMatchObject({
    code: 'interrupted',
    message: expect.stringContaining('nothing came'),
  });
  await expect(drain(boundedBody(dripping(100, 1, 10), bounds))).rejects.toMatchObject({
    code: 'interrupted',
    message: expect.stringContaining('slower'),
  });
});

test('JSON is read, and anything else refused with a sentence', async () => {
  const post = (body: string, headers: Record<string, string> = JSON_TYPE) =>
    new Request('http://x/', { method: 'POST', headers, body });
  expect(await readJson(post('{"a":[1]}'), 100)).toEqual({ a: [1] });
  await expect(readJson(post('{'), 100)).rejects.toMatchObject({ code: 'bad-input' });
  await expect(readJson(post('{}', { 'content-type': 'text/plain' }), 100)).rejects.toMatchObject({
    code: 'bad-input',
  });
  await expect(readJson(post(`"${'x'.repeat(100)}"`), 100)).rejects.toMatchObject({ code: 'too-large' });
});

test('a file is received for its owner only, and refused before it is sent where the disk has no room', async () => {
  const path = join(await temporaryFolder(), 'received');
  await receiveFile(dripping(3, 7, 0), path, { what: '"a.png"', bytes: 1e16 });
  expect((await readFile(path)).length).toBe(21);
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  const huge = dripping(1, 1, 0, { 'content-length': '1000000000000000' });
  await expect(receiveFile(huge, `${path}2`, { what: '"b.png"', bytes: 1e16 })).rejects.toMatchObject({
    code: 'no-space',
  });
  await expect(stat(`${path}2`)).rejects.toMatchObject({ code: 'ENOENT' });
});
