import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Run } from '../contract/run.ts';
import { createEngine } from '../core/host/engine.ts';
import { forkWorker } from '../core/host/fork-worker.ts';
import { createHandler } from '../core/host/http.ts';
import { readPlane } from '../core/project/planes.ts';
import { openTestEngine, RESOURCES, SAMPLE, temporaryFolder } from './open-engine.ts';

const prepared = mkdtemp(join(tmpdir(), 'depthroom-compare-'));

/** A project with a photo and three finished runs of shipped packs: a metric, a relative and another metric one. Made once. */
export function prepareCompared(): void {
  afterAll(async () => rm(await prepared, { recursive: true, force: true }));
  beforeAll(async () => {
    const engine = await createEngine({
      dataFolder: await prepared,
      resourcesFolder: RESOURCES,
      startWorker: () => forkWorker(),
    });
    const photo = await engine.local('importPhoto', { path: SAMPLE, name: '<img src=x>&"coffee\'.png' });
    const packIds = ['fastdepth', 'marigold-starter', 'zoedepth-starter'];
    for (const { id } of await engine.call('estimate', { photoIds: [photo.id], packIds }))
      await engine.local('whenRunEnded', { runId: id });
    await engine.close();
  }, 120_000);
}

/** A copy of that project in an engine of its own. */
export async function openCompared() {
  const dataFolder = await temporaryFolder();
  await cp(await prepared, dataFolder, { recursive: true });
  const engine = await openTestEngine({ dataFolder });
  const { photos, runs } = await engine.call('snapshot', {});
  const [photo] = photos;
  expect(runs.map((run) => run.state)).toEqual(['done', 'done', 'done']);
  const plane = async (file: string, size: { width: number; height: number }) =>
    readPlane((await engine.findFile(file))?.path ?? '', size.width * size.height);
  const view = (run: Run) => plane(run.result?.view.file ?? '', run.result?.view ?? photo);
  /** What a depth camera would have seen, if the first run were the truth: millimetres in a PNG. */
  const truthPng = async () => {
    const metres = await view(runs[0]);
    const codes = Uint16Array.from(metres, (z, p) => (p % 7 === 0 ? 0 : Math.round(1000 * z)));
    return sharp(codes, { raw: { width: photo.width, height: photo.height, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
  };
  const upload = async (bytes: Uint8Array, query: string) => {
    const handle = createHandler(engine, '');
    const body = new Uint8Array(bytes);
    return handle(new Request(`http://depthroom/truths?${query}`, { method: 'POST', body }));
  };
  const [metric, relative, other] = runs;
  return { engine, photo, runs, metric, relative, other, plane, view, truthPng, upload };
}
