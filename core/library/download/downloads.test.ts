import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyOfPack, namesIn, openTestLibrary } from '../../../test/open-library.ts';
import { type Answer, type Request, rightAnswer, servePack } from '../../../test/pack-server.ts';
import { packFiles, verifyPack } from '../packs/pack-files.ts';
import { readPack } from '../packs/packs.ts';

const UNET = 'unet.onnx'; // the largest file of the pack, about 0.7 MB

/** Offers a small pack whose largest file is served as `behave` says; everything else is served as it should be. */
async function offer(
  behave: (request: Request, bytes: Uint8Array, count: number) => Answer = (request, bytes) =>
    rightAnswer(bytes, request),
) {
  const { folder, id } = await copyOfPack();
  const served = await servePack(folder, (request, bytes, count) =>
    request.file === UNET ? behave(request, bytes, count) : rightAnswer(bytes, request),
  );
  const ranges = () => served.requests.filter(({ file }) => file === UNET).map(({ range }) => range);
  return { ...served, folder, id, ranges };
}

test('a pack is downloaded, checked, and only then offered', async () => {
  const { url, id, folder } = await offer();
  const library = await openTestLibrary();
  const begun = await library.calls.startDownload({ url, replace: false });
  const { pack } = await readPack(folder);
  const total = packFiles(pack).reduce((sum, { bytes }) => sum + bytes, 0);
  expect(begun).toEqual({
    id: expect.any(String),
    url,
    packId: id,
    title: pack.title,
    system: 'marigold',
    licence: pack.licence,
    state: 'running',
    bytes: 0,
    total,
    replace: false,
    startedAt: expect.any(String),
    error: null,
  });
  expect(await library.whenDownloaded(begun.id)).toBe(id);
  expect(await library.installed()).toEqual([id]);
  expect(await namesIn(library.models)).toEqual({ packs: [id], staging: [] });
  await verifyPack(await library.packs.get(id));
  expect(await readFile(join(library.models, id, 'pack.json'))).toEqual(
    await readFile(join(folder, 'pack.json')),
  );
  const { downloads, modelsFolder } = await library.snapshot();
  expect(downloads).toEqual([]);
  expect(modelsFolder.bytes).toBeGreaterThan(total);
  expect(library.told.at(-1)).toMatchObject({ id: begun.id, fraction: 1 });
});

test('a connection that breaks is taken up where it broke', async () => {
  const { url, id, ranges } = await offer((request, bytes, count) => ({
    ...rightAnswer(bytes, request),
    ...(count < 3 ? { breakAfter: 200_000 } : {}),
  }));
  const library = await openTestLibrary();
  const { id: downloadId } = await library.calls.startDownload({ url, replace: false });
  expect(await library.whenDownloaded(downloadId)).toBe(id);
  expect(ranges()).toEqual([null, 'bytes=200000-', 'bytes=400000-']);
});

test('a server that stays silent is asked again', async () => {
  const { url, id, ranges } = await offer((request, bytes, count) => ({
    ...rightAnswer(bytes, request),
    ...(count === 1 ? { stallAfter: 100_000 } : {}),
  }));
  const library = await openTestLibrary({ ports: { stallMs: 300 } });
  const { id: downloadId } = await library.calls.startDownload({ url, replace: false });
  expect(await library.whenDownloaded(downloadId)).toBe(id);
  expect(ranges()).toEqual([null, 'bytes=100000-']);
});

test('a server that ignores ranges sends the whole file again, and the pack is right', async () => {
  const { url, id } = await offer((_request, bytes, count) => ({
    status: 200,
    body: bytes,
    ...(count === 1 ? { breakAfter: 200_000 } : {}),
  }));
  const library = await openTestLibrary();
  const { id: downloadId } = await library.calls.startDownload({ url, replace: false });
  expect(await library.whenDownloaded(downloadId)).toBe(id);
});

test.each([
  ['heeds If-Range', (bytes: Uint8Array, request: Request) => rightAnswer(bytes, request, '"second"')],
  [
    'ignores If-Range but says another ETag',
    (bytes: Uint8Array, request: Request) => rightAnswer(bytes, { ...request, ifRange: null }, '"second"'),
  ],
  [
    'ignores If-Range and says no ETag, so that two files are stitched together',
    (bytes: Uint8Array, request: Request) => {
      const { headers, ...rest } = rightAnswer(bytes, { ...request, ifRange: null });
      return { ...rest, headers: { ...headers, etag: '' } };
    },
  ],
])('a file that changes between attempts by a server that %s is begun anew', async (_name, second) => {
  const { url, id } = await offer((request, bytes, count) =>
    count === 1
      ? // The first attempt meets another file of the same length.
        {
          ...rightAnswer(
            bytes.map((value) => value ^ 1),
            request,
          ),
          breakAfter: 200_000,
        }
      : second(bytes, request),
  );
  const library = await openTestLibrary();
  const { id: downloadId } = await library.calls.startDownload({ url, replace: false });
  expect(await library.whenDownloaded(downloadId)).toBe(id);
  await verifyPack(await library.packs.get(id));
});

test.each<[string, (request: Request, bytes: Uint8Array) => Answer, object]>([
  [
    'wrong bytes',
    (request, bytes) =>
      rightAnswer(
        bytes.map((value) => value ^ 1),
        request,
      ),
    {
      code: 'download-failed',
      message: expect.stringMatching(/^Expected unet.onnx to have sha256 .*, but received/),
    },
  ],
  [
    'a longer file than pack.json says',
    (request, bytes) => rightAnswer(Buffer.concat([bytes, bytes]), request),
    { code: 'download-failed', message: expect.stringContaining('offers 1385660') },
  ],
  [
    'a longer file without saying how long',
    (_request, bytes) => ({ isChunked: true, body: Buffer.concat([bytes, bytes]) }),
    { code: 'download-failed', message: expect.stringContaining('sends more') },
  ],
  [
    'less than the length it says, every time',
    (_request, bytes) => ({ body: bytes, breakAfter: 1000 }),
    { code: 'download-failed', message: expect.stringContaining('in 5 attempts') },
  ],
  ['nothing (404)', () => ({ status: 404 }), { code: 'not-found', message: expect.stringContaining('404') }],
  [
    'errors (503)',
    () => ({ status: 503 }),
    { code: 'download-failed', message: expect.stringContaining('503') },
  ],
  [
    'a refusal (403)',
    () => ({ status: 403 }),
    { code: 'download-failed', message: expect.stringContaining('permission') },
  ],
])('a server that sends %s fails the download, and nothing is offered', async (_name, behave, failure) => {
  const { url } = await offer(behave);
  const library = await openTestLibrary();
  const { id } = await library.calls.startDownload({ url, replace: false });
  await expect(library.whenDownloaded(id)).rejects.toMatchObject(failure);
  expect((await library.snapshot()).downloads).toMatchObject([{ id, state: 'failed', error: failure }]);
  expect(await library.installed()).toEqual([]);

  await library.calls.cancelDownload({ downloadId: id });
  expect(await namesIn(library.models)).toEqual({ packs: [], staging: [] });
});

test('pause keeps what is there, also over a restart; resume fetches the rest', async () => {
  const { url, id, ranges } = await offer((request, bytes, count) => ({
    ...rightAnswer(bytes, request),
    ...(count === 1 ? { stallAfter: 300_000 } : {}),
  }));
  const first = await openTestLibrary();
  const { id: downloadId } = await first.calls.startDownload({ url, replace: false });
  const bytesThere = async () => (await first.snapshot()).downloads[0].bytes;
  await expect.poll(bytesThere).toBeGreaterThan(300_000);
  const paused = await first.calls.pauseDownload({ downloadId });
  expect(paused).toMatchObject({ state: 'paused', error: null });
  await expect(first.whenDownloaded(downloadId)).rejects.toMatchObject({ code: 'cancelled' });
  await first.close();

  const second = await openTestLibrary({ dataFolder: first.dataFolder });
  expect((await second.snapshot()).downloads).toEqual([paused]);
  expect(await second.installed()).toEqual([]);
  expect(await second.calls.resumeDownload({ downloadId })).toMatchObject({ state: 'running' });
  expect(await second.whenDownloaded(downloadId)).toBe(id);
  expect(ranges()).toEqual([null, 'bytes=300000-']);
});

test('the same address again goes on with what is there', async () => {
  const { url, id, ranges } = await offer((request, bytes, count) => ({
    ...rightAnswer(bytes, request),
    ...(count === 1 ? { stallAfter: 300_000 } : {}),
  }));
  const library = await openTestLibrary();
  const begun = await library.calls.startDownload({ url, replace: false });
  await expect.poll(async () => (await library.snapshot()).downloads[0].bytes).toBeGreaterThan(300_000);
  await library.calls.pauseDownload({ downloadId: begun.id });
  expect((await library.calls.startDownload({ url, replace: false })).id).toBe(begun.id);
  expect(await library.whenDownloaded(begun.id)).toBe(id);
  expect(ranges()).toEqual([null, 'bytes=300000-']);
});

test('a full disk is told before anything is fetched', async () => {
  const { url, requests } = await offer();
  const library = await openTestLibrary({ ports: { freeBytes: async () => 500_000 } });
  await expect(library.calls.startDownload({ url, replace: false })).rejects.toMatchObject({
    code: 'no-space',
    message: expect.stringMatching(/^Expected 839 kB of free space on the disk of .*, but there are 500 kB/),
  });
  expect(requests.map(({ file }) => file)).toEqual(['pack.json']);
  expect(await namesIn(library.models)).toEqual({ packs: [], staging: [] });
});

test('an installed pack is not replaced without being told to, and a shipped one never', async () => {
  const { url, id } = await offer();
  const library = await openTestLibrary();
  const { folder } = await copyOfPack();
  await library.calls.importPackFolder({ folder, replace: false });
  await expect(library.calls.startDownload({ url, replace: false })).rejects.toMatchObject({
    code: 'exists',
  });
  const begun = await library.calls.startDownload({ url, replace: true });
  expect(await library.whenDownloaded(begun.id)).toBe(id);

  const shipped = await copyOfPack('fastdepth');
  const other = await servePack(shipped.folder);
  await expect(library.calls.startDownload({ url: other.url, replace: true })).rejects.toMatchObject({
    code: 'exists',
    message: expect.stringContaining('comes with Depthroom'),
  });
});

test('addresses that are no pack are refused with the way out', async () => {
  const { folder } = await copyOfPack();
  await writeFile(join(folder, 'page'), '<!doctype html><p>Not found</p>');
  await writeFile(join(folder, 'huge'), Buffer.alloc(1_100_000, 32));
  const served = await servePack(folder, ({ file }, bytes) => ({
    body: file === 'pack.json' ? Buffer.from('<!doctype html>') : bytes,
  }));
  const huge = await servePack(folder, () => ({ body: Buffer.alloc(1_100_000, 32) }));
  const gone = await servePack(folder, () => ({ status: 404 }));
  const cases: [string, string][] = [
    [served.url, 'a web page'],
    [huge.url, 'at most 1 MB'],
    [gone.url, '404'],
    ['http://127.0.0.1:62001/pack.json', 'ECONNREFUSED'],
    ['file:///etc/pack.json', 'https or http'],
    ['packs/mine', 'a folder of this computer is added by its path'],
    ['https://user:secret@example.com/pack.json', 'without a user name'],
    ['https://example.com/unet.onnx', 'ends in /pack.json'],
    [
      'https://huggingface.co/prs-eth/marigold-depth-v1-1',
      'get it by its name ("depthroom packs get marigold-depth-v1-1")',
    ],
  ];
  const library = await openTestLibrary();
  for (const [url, words] of cases)
    await expect(library.calls.startDownload({ url, replace: false })).rejects.toMatchObject({
      message: expect.stringContaining(words),
    });
});

test('a redirect is followed', async () => {
  const { url, id } = await offer();
  const { folder } = await copyOfPack();
  const door = await servePack(folder, ({ file }) => ({
    status: 302,
    headers: { location: new URL(file, url).href },
  }));
  const library = await openTestLibrary();
  const begun = await library.calls.startDownload({ url: door.url, replace: false });
  expect(await library.whenDownloaded(begun.id)).toBe(id);
});

test('an address that drips its pack.json can be called off, and holds up nobody who closes', async () => {
  const { folder } = await copyOfPack();
  const { url, requests } = await servePack(folder, (request, bytes) => ({
    ...rightAnswer(bytes, request),
    stallAfter: 10,
  }));
  const library = await openTestLibrary();
  const stop = new AbortController();
  const called = library.calls.startDownload({ url, replace: false }, stop.signal);
  await expect.poll(() => requests.length).toBe(1);
  stop.abort();
  await expect(called).rejects.toMatchObject({ code: 'cancelled' });

  const other = library.calls.startDownload({ url, replace: false });
  const refused = expect(other).rejects.toMatchObject({ code: 'cancelled' });
  await expect.poll(() => requests.length).toBe(2);
  await library.close();
  await refused;
  expect(await namesIn(library.models)).toEqual({ packs: [], staging: [] });
});
