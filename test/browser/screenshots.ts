import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { serveOnLoopback } from '../../cli/app/loopback.ts';
import { createEngine } from '../../core/host/engine.ts';
import { forkWorker } from '../../core/host/fork-worker.ts';
import { createHandler } from '../../core/host/http.ts';
import { launchChromium, openPage } from './chromium.ts';

/*
 * Makes the pictures of the README: `npm run build && node test/browser/screenshots.ts`. They are the app itself with a sample photo, at
 * both sizes that it is looked at.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SIZES = [
  { width: 1280, height: 800 },
  { width: 2560, height: 1440 },
];

const dataFolder = await mkdtemp(join(tmpdir(), 'depthroom-screenshots-'));
const engine = await createEngine({
  dataFolder,
  resourcesFolder: join(ROOT, 'resources'),
  startWorker: () => forkWorker(),
});
const served = await serveOnLoopback(createHandler(engine, join(ROOT, 'dist', 'renderer')), { port: 0 });
const browser = await launchChromium();
const output = join(ROOT, 'docs', 'screenshots');
await mkdir(output, { recursive: true });

for (const name of ['dust-bowl-home.jpg', 'nagasaki-boats.jpg', 'coffee.png'])
  await engine.local('importPhoto', { path: join(ROOT, 'resources', 'samples', name), name });
const { photos } = await engine.call('snapshot', {});
const coffee = photos.find((photo) => photo.name === 'coffee.png');
if (!coffee) throw new Error('the sample photo is missing');

const { page } = await openPage(browser, { viewport: SIZES[0] });
await page.goto(served.newAddress());
await page
  .getByLabel(/coffee\.png, 600 by 400/)
  .first()
  .click();
await page.getByRole('button', { name: /^Run all four/ }).click();
while ((await engine.call('snapshot', {})).runs.filter((run) => run.state === 'done').length < 5)
  await page.waitForTimeout(500);
// Its starter is the network of ZoeDepth's, whose map stays; FastDepth's is another one.
await page.getByRole('button', { name: /^Take MetricGold.* off the stage/ }).click();
for (const viewport of SIZES) {
  await page.setViewportSize(viewport);
  for (const [key, name] of [
    ['2', 'depth'],
    ['3', 'space'],
  ]) {
    await page.keyboard.press(key);
    await page.mouse.move(2, 2);
    await page.waitForTimeout(1000);
    await page.getByTestId('stage').locator('canvas[aria-busy="false"]').waitFor();
    await sharp(await page.screenshot())
      .jpeg({ quality: 85, chromaSubsampling: '4:4:4' })
      .toFile(join(output, `${name}-${viewport.width}.jpg`));
  }
}
await browser.close();
await served.close();
await engine.close();
await rm(dataFolder, { recursive: true, force: true });
