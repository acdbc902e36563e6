import { execFileSync } from 'node:child_process';
import { cp, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RESOURCES, temporaryFolder } from '../../../test/open-engine.ts';
import { packFiles, packStamp, verifyPack } from './pack-files.ts';
import { openPackLibrary } from './pack-library.ts';
import { readPack } from './packs.ts';

async function copyOfFastDepth(): Promise<string> {
  const folder = join(await temporaryFolder(), 'fastdepth');
  await cp(join(RESOURCES, 'packs', 'fastdepth'), folder, { recursive: true });
  return folder;
}

test('every shipped pack is whole: schema, sizes and sha256 of all its files', async () => {
  const library = openPackLibrary(async () => [{ folder: join(RESOURCES, 'packs'), isShipped: true }]);
  const packs = await library.usable();
  expect((await library.list()).filter((pack) => pack.problem !== null)).toEqual([]);
  expect(packs.map(({ pack }) => pack.id)).toContain('fastdepth');
  for (const pack of packs) await verifyPack(pack);
});

test('a pack with other bytes than it says is refused with both hashes', async () => {
  const folder = await copyOfFastDepth();
  const { pack } = await readPack(folder);
  const graph = join(folder, 'graphs' in pack && 'model' in pack.graphs ? pack.graphs.model.file : '');
  const bytes = await readFile(graph);
  bytes[bytes.length >> 1] ^= 1;
  await writeFile(graph, bytes);
  await expect(verifyPack(await readPack(folder))).rejects.toMatchObject({
    code: 'bad-pack',
    message: expect.stringMatching(/^Expected .* to have sha256 [0-9a-f]{64}, but received [0-9a-f]{64}/),
  });
  await truncate(graph, 100);
  await expect(readPack(folder)).rejects.toMatchObject({
    code: 'bad-pack',
    message: expect.stringContaining('but received 100'),
  });
  await rm(graph);
  await expect(readPack(folder)).rejects.toMatchObject({
    code: 'bad-pack',
    message: expect.stringContaining('is missing'),
  });
});

test('a pack looks the same until one of its files is written', async () => {
  const pack = await readPack(await copyOfFastDepth());
  const stamp = await packStamp(pack);
  expect(await packStamp(pack)).toBe(stamp);
  const graph = join(pack.folder, packFiles(pack.pack)[0].file);
  await utimes(graph, new Date(), new Date(2000));
  expect(await packStamp(pack)).not.toBe(stamp);
});

test('a pack.json that names files outside its folder is refused', async () => {
  const folder = await copyOfFastDepth();
  const path = join(folder, 'pack.json');
  const json = JSON.parse(await readFile(path, 'utf8'));
  for (const file of ['../model.onnx', '/etc/passwd', 'a\\b.onnx', '..']) {
    await writeFile(path, JSON.stringify({ ...json, graphs: { model: { ...json.graphs.model, file } } }));
    await expect(readPack(folder)).rejects.toMatchObject({
      code: 'bad-pack',
      message: expect.stringContaining('graphs.model.file'),
    });
  }
});

test.skipIf(process.platform === 'win32')(
  'a pack.json that is a pipe is refused, not waited for',
  async () => {
    const folder = await temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'pack.json')]);
    await expect(readPack(folder)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('a pipe, a socket or a device'),
    });
  },
);

test('a broken pack is listed with its problem and cannot be used', async () => {
  const folder = await copyOfFastDepth();
  await writeFile(join(folder, 'pack.json'), '{');
  const library = openPackLibrary(async () => [{ folder: join(folder, '..'), isShipped: false }]);
  expect(await library.list()).toMatchObject([
    { id: 'fastdepth', system: null, problem: expect.stringContaining('cannot be parsed') },
  ]);
  await expect(library.get('fastdepth')).rejects.toMatchObject({ code: 'bad-pack' });
  await expect(library.get('other')).rejects.toMatchObject({ code: 'not-found' });
});
