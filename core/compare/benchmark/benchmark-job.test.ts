import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { makeDataset } from '../../../test/fixtures/small-dataset.ts';
import { openTestEngine, type TestEngine, temporaryFolder } from '../../../test/open-engine.ts';

const PACKS = { packIds: ['fastdepth'] };

async function until(engine: TestEngine, id: string, state: string) {
  await expect.poll(async () => (await engine.call('readBenchmark', { id })).state).toBe(state);
  return engine.call('readBenchmark', { id });
}

test('a dataset is measured behind a page, stopped, and goes on without measuring anything twice', async () => {
  const dataFolder = await temporaryFolder();
  const dataset = join(await temporaryFolder(), 'data');
  await makeDataset(dataset, 4);
  const engine = await openTestEngine({ dataFolder });
  const { id } = await engine.call('startBenchmark', { dataset, protocol: 'scannet-marigold', ...PACKS });
  await expect(engine.call('startBenchmark', { dataset, ...PACKS })).rejects.toMatchObject({ code: 'busy' });
  await expect.poll(async () => (await engine.call('readBenchmark', { id })).done).toBeGreaterThan(0);
  await engine.call('stopBenchmark', { id });
  const stopped = await until(engine, id, 'stopped');
  expect(stopped.done).toBeLessThan(4);
  expect(stopped.results[0].samples).toBe(stopped.done);
  await engine.close();

  // After a restart it is known, and goes on; a second pack is measured beside the first.
  const again = await openTestEngine({ dataFolder });
  expect((await again.call('listBenchmarks', {})).benchmarks).toMatchObject([{ id, dataset, total: 4 }]);
  expect(await again.call('readBenchmark', { id })).toMatchObject({ state: 'stopped', done: stopped.done });
  const packIds = ['fastdepth', 'zoedepth-starter'];
  await again.call('startBenchmark', { dataset, protocol: 'scannet-marigold', packIds });
  const done = await until(again, id, 'done');
  expect(done).toMatchObject({ done: 8, total: 8, failure: null, secondsLeft: null });
  expect(done.results.map(({ packId, samples, failed }) => [packId, samples, failed])).toEqual([
    ['fastdepth', 4, 0],
    ['zoedepth-starter', 4, 0],
  ]);
  const lines = (await readFile(join(dataFolder, 'benchmarks', id, 'samples.jsonl'), 'utf8'))
    .trim()
    .split('\n');
  expect(lines).toHaveLength(8);
  const { absRel } = done.results[0].metrics ?? {};
  expect(Number(absRel?.low)).toBeLessThanOrEqual(Number(absRel?.mean));
  expect(done.words.join(' ')).toContain('ScanNet');

  // The worst first, by each number.
  for (const [metric, sign] of [
    ['absRel', -1],
    ['delta1', 1],
  ] as const) {
    const listed = await again.call('listBenchmarkSamples', {
      id,
      packId: 'fastdepth',
      metric,
      from: 0,
      count: 10,
    });
    const values = listed.samples.map(({ value }) => Number(value));
    expect(listed.total).toBe(4);
    expect(values).toEqual(values.toSorted((a, b) => sign * (a - b)));
  }
  const sample = 'rgb/0.png';
  const painted = await again.call('paintBenchmarkSample', { id, sample });
  expect(painted.pictures.map(({ title }) => title).length).toBe(5);
  expect(await again.call('readBenchmark', { id })).toEqual(done);
  await expect(again.call('paintBenchmarkSample', { id, sample: 'nowhere' })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('truth of other proportions than its photo is no truth of it; pictures outlive none of their maps', async () => {
  const dataset = join(await temporaryFolder(), 'data');
  await makeDataset(dataset, 2);
  await sharp(new Uint16Array(10 * 200).fill(3000), { raw: { width: 10, height: 200, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toFile(join(dataset, 'depth', '1.png'));
  const engine = await openTestEngine();
  const { id } = await engine.call('startBenchmark', { dataset, protocol: 'scannet-marigold', ...PACKS });
  const { results } = await until(engine, id, 'done');
  expect(results).toMatchObject([{ samples: 1, failed: 1 }]);
  const asked = { id, packId: 'fastdepth', metric: 'absRel', from: 0, count: 10 } as const;
  const { samples } = await engine.call('listBenchmarkSamples', asked);
  expect(samples[1]).toMatchObject({
    sample: 'rgb/1.png',
    failure: expect.stringMatching(
      /^Expected truth in the proportions of the photo \(96 x 72 pixels\), but 1\.png has 10 x 200/,
    ),
  });

  const { photos } = await engine.call('snapshot', {});
  await engine.call('removePhotos', { photoIds: photos.map((photo) => photo.id) });
  await expect(engine.call('paintBenchmarkSample', { id, sample: 'rgb/0.png' })).rejects.toThrow(
    /^The photo or the maps of rgb\/0\.png were removed .* out of the trash to see them\.$/,
  );
});

test('a folder that is none, holds nothing, or is named in part is refused with a sentence', async () => {
  const engine = await openTestEngine();
  const empty = join(await temporaryFolder(), 'empty');
  await mkdir(empty);
  for (const [dataset, message] of [
    [join(empty, 'nowhere'), /nowhere/],
    [empty, /^Expected photos with truth of the same name/],
    ['data', /^Expected the full path of a folder or of a manifest, but received "data"\.$/],
  ] as const)
    await expect(engine.call('startBenchmark', { dataset, ...PACKS })).rejects.toThrow(message);
  const id = '0'.repeat(32);
  await expect(engine.call('readBenchmark', { id })).rejects.toMatchObject({ code: 'not-found' });
  expect((await engine.call('listBenchmarks', {})).benchmarks).toEqual([]);
});
