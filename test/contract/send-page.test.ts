import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressPage } from '../../cli/app/compress-page.ts';
import { sendPage } from '../../core/host/send-page.ts';
import { temporaryFolder } from '../open-engine.ts';

async function builtPage() {
  const folder = await temporaryFolder();
  const script = 'export const answer = 42;\n'.repeat(200);
  await writeFile(join(folder, 'main.js'), script);
  await writeFile(join(folder, 'tiny.json'), '1');
  await writeFile(join(folder, 'index.html'), '<meta nonce="__CSP_NONCE__">'.repeat(20));
  await compressPage(folder);
  return { folder, script };
}

test('a file goes as small as the browser takes it, and can be kept for ever', async () => {
  const { folder, script } = await builtPage();
  const get = (accepts?: string) => sendPage(folder, '/main.js', accepts);
  const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer());
  const [small, zipped, plain] = [await get('gzip, deflate, br'), await get('gzip'), await get()];
  expect([small, zipped, plain].map(({ headers }) => headers.get('content-encoding'))).toEqual([
    'br',
    'gzip',
    null,
  ]);
  expect(brotliDecompressSync(await bytes(small)).toString()).toBe(script);
  expect(gunzipSync(await bytes(zipped)).toString()).toBe(script);
  expect(await plain.text()).toBe(script);
  for (const { headers } of [small, zipped, plain]) {
    expect(headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect([headers.get('content-type'), headers.get('vary')]).toEqual([
      'text/javascript; charset=utf-8',
      'accept-encoding',
    ]);
  }
  expect((await get('br;q=0, gzip;q=0.0')).headers.get('content-encoding')).toBeNull();
});

test('what gets no smaller goes as it is, and so does the page with its nonce', async () => {
  const { folder } = await builtPage();
  expect((await sendPage(folder, '/tiny.json', 'br')).headers.get('content-encoding')).toBeNull();
  const page = await sendPage(folder, '/', 'br');
  expect(page.headers.get('content-encoding')).toBeNull();
  expect(await page.text()).not.toContain('__CSP_NONCE__');
  await expect(sendPage(folder, '/main.js.br', 'br')).rejects.toMatchObject({ code: 'not-found' });
});
