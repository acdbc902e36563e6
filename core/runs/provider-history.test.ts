import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestEngine, SAMPLE, temporaryFolder } from '../../test/open-engine.ts';
import { machineVersions } from '../tasks/providers/machine-versions.ts';
import { openProviderHistory, workOf } from './provider-history.ts';

const photo = { width: 4000, height: 3000 };
const took = (provider: string, computing: number, opening: number) => ({
  refused: [],
  measured: { provider, versions: 'v1', computing, opening },
});

test('a fresh run and one with open graphs together tell what opening takes', async () => {
  const path = join(await temporaryFolder(), 'provider-history.json');
  const history = openProviderHistory(path);
  await history.note('pack', 'work', took('cuda', 900, 3000));
  expect((await history.known('pack', 'work')).measured).toEqual([
    { provider: 'cuda', versions: 'v1', computing: 3900, opening: 0 },
  ]);
  await history.note('pack', 'work', took('cuda', 600, 0));
  await history.note('pack', 'work', took('cpu', 9000, 400));
  expect((await openProviderHistory(path).known('pack', 'work')).measured).toEqual([
    { provider: 'cuda', versions: 'v1', computing: 600, opening: 3300 },
    { provider: 'cpu', versions: 'v1', computing: 9400, opening: 0 },
  ]);
  expect((await history.known('pack', 'other work')).measured).toEqual([]);
  expect((await history.known('other pack', 'work')).measured).toEqual([]);
});

test('how many members went in at once where memory was too small is remembered for such work', async () => {
  const path = join(await temporaryFolder(), 'provider-history.json');
  const bound = { provider: 'cuda', versions: 'v1', members: 3 };
  await openProviderHistory(path).note('pack', 'work', { refused: [], measured: null, atOnce: bound });
  const history = openProviderHistory(path);
  expect((await history.known('pack', 'work')).atOnce).toEqual([bound]);
  expect((await history.known('pack', 'other work')).atOnce).toBeUndefined();
  await history.note('pack', 'work', { refused: [], measured: null, atOnce: { ...bound, members: 2 } });
  await history.note('pack', 'work', took('cuda', 5, 0));
  expect((await history.known('pack', 'work')).atOnce).toEqual([{ ...bound, members: 2 }]);
});

test('a refusal counts no more once the provider was added anew', async () => {
  const history = openProviderHistory(join(await temporaryFolder(), 'provider-history.json'));
  const refusal = { provider: 'cuda', versions: 'v1', sentence: 'Black.', isOfPack: true };
  await history.note('pack', 'work', { refused: [refusal, { ...refusal, provider: 'dml' }], measured: null });
  await history.forget('cuda');
  expect((await history.known('pack', 'work')).refused.map(({ provider }) => provider)).toEqual(['dml']);
});

test('a refusal holds for all packs, a failure at work for its own, and success forgives', async () => {
  const history = openProviderHistory(join(await temporaryFolder(), 'provider-history.json'));
  const refusal = { versions: 'v1', sentence: 'Black.' };
  const refused = [
    { ...refusal, provider: 'dml', isOfPack: false },
    { ...refusal, provider: 'webgpu', isOfPack: true },
  ];
  await history.note('pack', 'work', { refused, measured: null });
  const names = async (pack: string) =>
    (await history.known(pack, 'work')).refused.map(({ provider }) => provider);
  expect(await names('pack')).toEqual(['dml', 'webgpu']);
  expect(await names('other')).toEqual(['dml']);
  await history.note('pack', 'work', took('dml', 5, 0));
  expect(await names('pack')).toEqual(['webgpu']);
});

test('a file that cannot be read is an empty one', async () => {
  const path = join(await temporaryFolder(), 'provider-history.json');
  await writeFile(path, '{"refused": 3}');
  const history = openProviderHistory(path);
  expect(await history.known('pack', 'work')).toEqual({ refused: [], measured: [] });
  await history.note('pack', 'work', took('cpu', 5, 0));
  expect((await history.known('pack', 'work')).measured).toHaveLength(1);
});

test('seed and prior do not change the kind of work; the size at which it is done does', () => {
  const work = (options: object, size = photo) => workOf({ options } as never, size);
  expect(work({ steps: 4, seed: 1, resolution: 768 })).toBe(work({ steps: 4, seed: 2, resolution: 768 }));
  expect(work({ steps: 4, resolution: 768 })).toBe(
    work({ steps: 4, resolution: 768 }, { width: 40, height: 30 }),
  );
  expect(work({ steps: 4, resolution: 0 })).not.toBe(
    work({ steps: 4, resolution: 0 }, { width: 40, height: 30 }),
  );
  expect(work({ steps: 4, resolution: 768 })).not.toBe(work({ steps: 8, resolution: 768 }));
});

test('a run says which provider it took and why, and what it took is remembered', async () => {
  const engine = await openTestEngine();
  const { id } = await engine.importPhoto(SAMPLE, 'coffee.png');
  for (let i = 0; i < 2; i++) {
    const [{ id: runId }] = await engine.call('estimate', { photoIds: [id], packIds: ['fastdepth'] });
    const run = await engine.whenEnded(runId);
    expect(run).toMatchObject({
      state: 'done',
      provider: 'cpu',
      providerReason: expect.stringMatching(/\.$/),
    });
  }
  const kept = JSON.parse(await readFile(join(engine.dataFolder, 'provider-history.json'), 'utf8'));
  const [work] = Object.values(kept.measured) as Record<string, { fresh: number; steady: number }>[];
  expect(work.cpu).toMatchObject({ versions: machineVersions() });
  expect(work.cpu.fresh).toBeGreaterThan(0);
  expect(work.cpu.steady).toBeGreaterThan(0);
});
