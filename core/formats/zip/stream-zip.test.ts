import { execFile } from 'node:child_process';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/open-engine.ts';
import { type ArchivedFile, streamZip, zipLength } from './stream-zip.ts';

async function filesIn(folder: string, contents: Record<string, Uint8Array>): Promise<ArchivedFile[]> {
  return Promise.all(
    Object.entries(contents).map(async ([name, bytes], k) => {
      const path = join(folder, String(k));
      await writeFile(path, bytes);
      return { path, name, bytes: bytes.length };
    }),
  );
}

async function whole(files: readonly ArchivedFile[], limit?: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of streamZip(files, limit)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const CONTENTS = {
  'kitchen.fastdepth.glb': Uint8Array.from({ length: 700_001 }, (_, k) => (k * 31) & 255),
  'Küche 🍳.exr': new TextEncoder().encode('depth'),
  'empty.ply': new Uint8Array(0),
};

test('an archive holds the very files, is as long as was said, and is the same each time', async () => {
  const files = await filesIn(await temporaryFolder(), CONTENTS);
  const archive = await whole(files);
  expect(archive.length).toBe(zipLength(files));
  expect(unzipSync(archive)).toEqual(CONTENTS);
  expect(await whole(files)).toEqual(archive);
});

test('numbers of more than 32 bits stand in ZIP64, which another reader reads', async () => {
  const folder = await temporaryFolder();
  const files = await filesIn(folder, CONTENTS);
  // As if 32 bits ended at 100: sizes, places and the directory itself are beyond.
  const archive = await whole(files, 100);
  expect(archive.length).toBe(zipLength(files, 100));
  const path = join(folder, 'wide.zip');
  await writeFile(path, archive);
  const script =
    'import sys, zipfile\narchive = zipfile.ZipFile(sys.argv[1])\nassert archive.testzip() is None\nprint([(each.filename, each.file_size) for each in archive.infolist()])';
  const { stdout } = await promisify(execFile)('python3', ['-c', script, path]);
  expect(stdout.trim()).toBe("[('kitchen.fastdepth.glb', 700001), ('Küche 🍳.exr', 5), ('empty.ply', 0)]");
});

test('a file that changes meanwhile ends the archive', async () => {
  const files = await filesIn(await temporaryFolder(), CONTENTS);
  await truncate(files[0].path, 10);
  await expect(whole(files)).rejects.toMatchObject({ code: 'altered' });
});
