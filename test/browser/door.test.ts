import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { serveOnLoopback } from '../../cli/app/loopback.ts';
import { writeRedirect } from '../../cli/app/open-in-browser.ts';
import { createHandler } from '../../core/host/http.ts';
import { openTestEngine, temporaryFolder } from '../open-engine.ts';
import { attack } from './attack.ts';
import { launchChromium, openPage } from './chromium.ts';
import { COFFEE, waitForStage } from './stage-picture.ts';

const PAGE = fileURLToPath(new URL('../../dist/renderer', import.meta.url));

let browser: Browser;
beforeAll(async () => {
  // A name that its owner lets lead here, as in DNS rebinding.
  browser = await launchChromium(['--host-resolver-rules=MAP evil.example 127.0.0.1']);
});
afterAll(() => browser.close());

/** The app with one photo, open in a page; `inside` names what got past the guard. */
async function openWatched(port = 0) {
  const engine = await openTestEngine();
  const photo = await engine.importPhoto(COFFEE, basename(COFFEE));
  const inside: string[] = [];
  const handler = createHandler(engine, PAGE);
  const served = await serveOnLoopback(
    (request) => {
      inside.push(`${request.method} ${new URL(request.url).pathname}`);
      return handler(request);
    },
    { port },
  );
  onTestFinished(() => served.close());
  const address = served.newAddress();
  const { page, troubles } = await openPage(browser);
  onTestFinished(() => page.context().close());
  await page.goto(address);
  await photoOf(page).waitFor();
  // What the page itself still asks for is nobody's attempt.
  await waitForStage(page);
  return { engine, photo, inside, served, address, page, troubles };
}

const photoOf = (page: Page) => page.getByRole('option', { name: /coffee\.png/ });
const isPictureShown = (page: Page) =>
  page
    .locator('[role=option] img')
    .first()
    .evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0);

/** Somebody else's server on this computer; it keeps what it was told. */
async function openOther(port = 0) {
  const heard: { url: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer(({ url = '', headers }, response) => {
    heard.push({ url, headers });
    if (url !== '/closed') response.setHeader('access-control-allow-origin', '*');
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Other</title><body>');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, heard };
}

test('another origin reads nothing, changes nothing, and gets nothing past the guard', async () => {
  const { engine, photo, inside, served, page } = await openWatched();
  const other = await openOther();
  const signed = await page
    .locator('[role=option] img')
    .first()
    .evaluate((image) => (image as unknown as { src: string }).src);
  const asset = inside.find((line) => line.endsWith('.js'))?.replace('GET ', '') ?? '';
  expect([signed, asset]).toEqual([
    expect.stringContaining('signature='),
    expect.stringMatching(/^\/assets\//),
  ]);
  const paths = [
    '/',
    '/icon.svg',
    asset,
    '/events',
    `/files/${photo.files.thumbnail}`,
    signed.slice(served.origin.length),
  ];
  const before = { photos: [photo], runs: [], exports: [] };
  const careless = await openOther();

  for (const from of [
    `http://127.0.0.1:${other.port}`,
    `http://localhost:${other.port}`,
    `http://evil.example:${other.port}`,
  ]) {
    // In the same profile, where cookies and caches are shared.
    const hostile = await page.context().newPage();
    await hostile.goto(from);
    // The attempts can succeed: a server without a guard is read and heard.
    const target = `http://127.0.0.1:${careless.port}`;
    const control = await hostile.evaluate(attack, { target, secret: '', paths: ['/', '/closed'] });
    expect(control).toMatchObject({
      'read /': expect.stringContaining('Other'),
      'fetch blindly /': 'opaque',
    });

    for (const name of ['127.0.0.1', 'localhost', 'evil.example']) {
      const count = inside.length;
      const target = `http://${name}:${served.port}`;
      const outcomes = await hostile.evaluate(attack, { target, secret: served.secret, paths });
      expect([from, target, new Set(Object.values(outcomes))]).toEqual([from, target, new Set(['refused'])]);
      expect([from, target, inside.slice(count)]).toEqual([from, target, []]);
    }
    await hostile.close();
  }
  const { photos, runs, exports } = await engine.call('snapshot', {});
  expect({ photos, runs, exports }).toEqual(before);
  for (const { headers } of other.heard)
    expect([headers.cookie, headers.authorization]).toEqual([undefined, undefined]);
  expect(await page.context().cookies()).toEqual([]);
}, 300_000);

test('a name that leads here opens nothing, and who opens the page keeps no handle on it', async () => {
  const { inside, served, address } = await openWatched();
  const other = await openOther();
  const { page: hostile } = await openPage(browser);
  onTestFinished(() => hostile.context().close());
  const count = inside.length;
  const rebound = await hostile.goto(`http://evil.example:${served.port}/`);
  expect([rebound?.status(), inside.slice(count)]).toEqual([403, []]);

  await hostile.goto(`http://127.0.0.1:${other.port}/`);
  const opened = hostile.context().waitForEvent('page');
  await hostile.evaluate((url) => {
    const window = globalThis as unknown as { open(url: string): unknown; handle: unknown };
    window.handle = window.open(url);
  }, address);
  const popup = await opened;
  // The stolen address was used already.
  await popup.getByText('This page has no key').waitFor();
  const isCutOff = () =>
    hostile.evaluate(() => (globalThis as unknown as { handle: { closed: boolean } }).handle.closed);
  expect(await isCutOff()).toBe(true);
  expect(inside.slice(count).filter((line) => !/^GET \/(assets\/[^/]+|icon\.svg)?$/.test(line))).toEqual([]);
});

test('the page survives a reload and keeps the code out of its address; its old address opens nothing', async () => {
  const { page, address, troubles } = await openWatched();
  expect(new URL(page.url()).hash).toBe('');
  await page.reload();
  await photoOf(page).waitFor();
  await expect.poll(() => isPictureShown(page)).toBe(true);
  expect(troubles).toEqual([]);

  const { page: thief } = await openPage(browser);
  onTestFinished(() => thief.context().close());
  await thief.goto(address);
  await thief.getByText('This page has no key').waitFor();
});

test('the file that is handed to the browser leads into the page', async () => {
  const { served } = await openWatched();
  const path = await writeRedirect(await temporaryFolder(), served.newAddress());
  const { page, troubles } = await openPage(browser);
  onTestFinished(() => page.context().close());
  await page.goto(pathToFileURL(path).href);
  await photoOf(page).waitFor();
  expect(new URL(page.url()).origin).toBe(served.origin);
  expect(troubles).toEqual([]);
});

test('pictures and links whose signature has run out get a fresh one', async () => {
  const { page, engine, photo } = await openWatched();
  const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await engine.whenEnded(run.id);
  const made = await engine.call('exportDepthImage', { runId: run.id, options: {} });
  const outdate = (address: string) => address.replace(/until=\d+/, 'until=1700000000');
  const picture = page.locator('[role=option] img').first();
  const source = (await picture.getAttribute('src')) ?? '';
  await picture.evaluate((image, src) => image.setAttribute('src', src), outdate(source));
  await expect.poll(() => picture.getAttribute('src')).toBe(source);
  await expect.poll(() => isPictureShown(page)).toBe(true);

  await photoOf(page).click();
  await page.getByRole('tab', { name: 'Export' }).click();
  const link = page.getByRole('link', { name: made.fileName });
  await link.evaluate(
    (anchor, href) => anchor.setAttribute('href', href),
    outdate((await link.getAttribute('href')) ?? ''),
  );
  for (const follow of [() => link.click(), () => link.press('Enter')]) {
    const download = page.waitForEvent('download');
    await follow();
    expect((await download).suggestedFilename()).toBe(made.fileName);
    await link.evaluate(
      (anchor, href) => anchor.setAttribute('href', href),
      outdate((await link.getAttribute('href')) ?? ''),
    );
  }
});

test('after the end, another program on the port hears no key; after a restart the page asks to be opened again', async () => {
  const { page, served, inside } = await openWatched();
  // What is on its way at that moment is sent again by the browser itself, with the key that is dead by then.
  for (let count = -1; count !== inside.length; await page.waitForTimeout(1_000)) count = inside.length;
  await served.close();
  const other = await openOther(served.port);
  await expect.poll(() => other.heard.length).toBeGreaterThan(0);
  await page.getByText('npx depthroom open').first().waitFor();
  for (const { url, headers } of other.heard) {
    expect(url).toMatch(/^\/proof\?nonce=[0-9a-f]{32}$/);
    expect([headers.authorization, headers.cookie]).toEqual([undefined, undefined]);
  }
});

test('a new address in the tab of a server that was started anew opens the page again', async () => {
  const first = await openWatched();
  await first.served.close();
  const next = await serveOnLoopback(createHandler(first.engine, PAGE), { port: first.served.port });
  onTestFinished(() => next.close());
  const { page } = first;
  await page.getByText('npx depthroom open').first().waitFor();
  await page.reload();
  await page.getByText('This page has no key').waitFor();
  await page.goto(next.newAddress());
  await photoOf(page).waitFor();
});
