import { mkdtemp, readdir, readFile, rm, writeFile as writePlainFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { writeFile, writeFileWithSidecar } from './write-file.ts';

let folder: string;
const bytes = (text: string) => Buffer.from(text);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthroom-write-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

/** All files of the folder with their contents. */
async function contents(): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])),
  );
}

describe('writeFile', () => {
  test('writes under another name until all is there', async () => {
    const seen: string[][] = [];
    const length = await writeFile(join(folder, 'a.txt'), { overwrite: false }, async (sink) => {
      await sink(bytes('one '));
      seen.push(await readdir(folder));
      await sink(bytes('two'));
    });
    expect({ length, seen, files: await contents() }).toEqual({
      length: 7,
      seen: [[expect.stringMatching(/^a\.txt\.[0-9a-f]{16}\.part$/)]],
      files: { 'a.txt': 'one two' },
    });
  });

  test('goes back to what was written, and on where it was', async () => {
    const length = await writeFile(join(folder, 'a.txt'), { overwrite: false }, async (sink, patch) => {
      await sink(bytes('____ one'));
      await patch(0, bytes('head'));
      await sink(bytes(' two'));
      await patch(3, bytes('t'));
    });
    expect({ length, files: await contents() }).toEqual({ length: 12, files: { 'a.txt': 'heat one two' } });
  });

  test('replaces a file only when told to', async () => {
    const path = join(folder, 'a.txt');
    await writePlainFile(path, 'old');
    const write = (overwrite: boolean) => writeFile(path, { overwrite }, (sink) => sink(bytes('new')));
    await expect(write(false)).rejects.toMatchObject({
      code: 'exists',
      message: expect.stringContaining('a.txt'),
    });
    expect(await contents()).toEqual({ 'a.txt': 'old' });
    await write(true);
    expect(await contents()).toEqual({ 'a.txt': 'new' });
  });

  test('does not replace a file that appeared while it was writing', async () => {
    const path = join(folder, 'a.txt');
    const writing = writeFile(path, { overwrite: false }, async (sink) => {
      await sink(bytes('ours'));
      await writePlainFile(path, 'theirs');
    });
    await expect(writing).rejects.toMatchObject({ code: 'exists' });
    expect(await contents()).toEqual({ 'a.txt': 'theirs' });
  });

  test('leaves nothing behind when the work fails', async () => {
    const writing = writeFile(join(folder, 'a.txt'), { overwrite: false }, async (sink) => {
      await sink(bytes('half'));
      throw new Error('no more');
    });
    await expect(writing).rejects.toThrow('no more');
    expect(await contents()).toEqual({});
  });

  test('leaves nothing behind when cancelled', async () => {
    const stop = new AbortController();
    const writing = writeFile(
      join(folder, 'a.txt'),
      { overwrite: false, signal: stop.signal },
      async (sink) => {
        await sink(bytes('half'));
        stop.abort();
        await sink(bytes('more'));
      },
    );
    await expect(writing).rejects.toMatchObject({
      code: 'cancelled',
      message: 'Stopped before it was finished.',
    });
    expect(await contents()).toEqual({});
  });

  test('tells a missing folder in a sentence', async () => {
    const writing = writeFile(join(folder, 'none', 'a.txt'), { overwrite: false }, (sink) =>
      sink(bytes('x')),
    );
    await expect(writing).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('a.txt'),
    });
  });
});

const SIDECAR = `${JSON.stringify({ points: 3, bytes: { 'a.ply': 6 } }, null, 2)}\n`;

describe('writeFileWithSidecar', () => {
  const write = (overwrite: boolean) =>
    writeFileWithSidecar(join(folder, 'a.ply'), { overwrite }, async (sink) => {
      await sink(bytes('points'));
      return { points: 3 };
    });

  test('writes both', async () => {
    await write(false);
    expect(await contents()).toEqual({ 'a.ply': 'points', 'a.ply.json': SIDECAR });
  });

  test('names the file, not what lies beside it, where both are in the way', async () => {
    await write(false);
    await expect(write(false)).rejects.toThrow(/^a\.ply is there already/);
  });

  test.each(['a.ply', 'a.ply.json'])('writes neither where %s is in the way', async (name) => {
    await writePlainFile(join(folder, name), 'old');
    await expect(write(false)).rejects.toMatchObject({
      code: 'exists',
      message: expect.stringContaining(name),
    });
    expect(await contents()).toEqual({ [name]: 'old' });
    await write(true);
    expect(await contents()).toEqual({ 'a.ply': 'points', 'a.ply.json': SIDECAR });
  });
});
