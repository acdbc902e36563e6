import { mkdir, readdir, readFile, utimes, writeFile as write } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { cutToBytes, nameOfUpload, stemOf, withEnding } from '../../core/disk/file-stem.ts';
import { collectParts, partPath } from '../../core/disk/part-owner.ts';
import { knownFailure, systemFailure } from '../../core/disk/system-failure.ts';
import { writeFile, writeFileWithSidecar } from '../../core/disk/write-file.ts';
import { openTestEngine, SAMPLE, temporaryFolder } from '../open-engine.ts';

test('names are cut by bytes, and never inside of a character', () => {
  expect(stemOf('holiday.jpg')).toBe('holiday');
  expect(stemOf(`${'a'.repeat(200)}.png`)).toBe('a'.repeat(150));
  expect(stemOf(`${'写'.repeat(80)}.jpg`)).toBe('写'.repeat(50));
  // A family is 25 bytes, an accent that stands by itself 3 with its letter.
  expect(cutToBytes('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 30)).toBe('👨‍👩‍👧‍👦');
  expect(cutToBytes('ae\u0301', 3)).toBe('a');
  expect(stemOf('a\ud800.jpg')).toBe('a\ufffd');
  expect(stemOf('.jpg')).toBe('photo');
  expect(nameOfUpload('C:\\photos\\a.jpg')).toBe('a.jpg');
  expect(nameOfUpload(`${'a'.repeat(254)}👍.jpg`)).toBe('a'.repeat(254));
  expect(Buffer.byteLength(withEnding('写'.repeat(85), '.0123456789abcdef.part'))).toBeLessThanOrEqual(255);
});

test('a photo of 80 Chinese characters is exported under a name that the disk takes', async () => {
  const engine = await openTestEngine();
  const photo = await engine.importPhoto(SAMPLE, `${'照'.repeat(80)}.png`);
  const [run] = await engine.call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
  await engine.whenEnded(run.id);
  const made = await engine.call('exportDepthImage', { runId: run.id, options: {} as never });
  expect(made).toMatchObject({ state: 'done', fileName: expect.stringMatching(/^照{50}\.fastdepth\./) });
});

test('a name as long as the disk takes is written and its leftovers are found; a longer one is one sentence', async () => {
  const folder = await temporaryFolder();
  const longest = join(folder, `${'n'.repeat(251)}.npy`);
  const part = partPath(longest);
  expect(Buffer.byteLength(basename(part))).toBe(255);
  await writeFile(longest, { overwrite: false }, (sink) => sink(Buffer.from('depth')));
  expect(await readdir(folder)).toEqual([basename(longest)]);

  // Of a process that is no more: the highest number that a process can have.
  const left = part.replace(/(.{6})(.{6})(.{4}\.part)$/, '$1fffffe$3');
  await write(left, 'half');
  await utimes(left, 0, 0);
  await collectParts(longest);
  expect(await readdir(folder)).toEqual([basename(longest)]);

  const refused = writeFile(join(folder, 'n'.repeat(300)), { overwrite: false }, async () => {});
  await expect(refused).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(/because its name is too long for the disk; choose a shorter one\.$/),
  });
});

test('a file and its sidecar are both written where the disk takes both names, else neither, and what was there stays', async () => {
  const folder = await temporaryFolder();
  const both = (name: string, overwrite = false) =>
    writeFileWithSidecar(join(folder, name), { overwrite }, async (sink) => {
      await sink(Buffer.from('depth'));
      return {};
    });
  const names = ['深'.repeat(80), 'ä'.repeat(120), 'n'.repeat(246)].map((stem) => `${stem}.png`);
  for (const name of names) await both(name);
  expect((await readdir(folder)).sort()).toEqual(names.flatMap((name) => [name, `${name}.json`]).sort());

  const alone = `${'n'.repeat(251)}.png`;
  await write(join(folder, alone), 'old');
  await expect(both(alone, true)).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(
      /^Could not write n+\.png\.json, because its name is too long for the disk; [^\n]+$/,
    ),
  });
  expect(await readFile(join(folder, alone), 'utf8')).toBe('old');
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('what the system says, with its paths, stays out of the sentence', async () => {
  const folder = await temporaryFolder();
  const thrown = await mkdir(join(folder, 'a', 'b')).catch((error) => error);
  const failure = knownFailure(thrown) as Error;
  expect(failure).toMatchObject({ code: 'not-found', cause: thrown });
  expect(failure.message).not.toContain(folder);
  const strange = Object.assign(new Error(`EWEIRD: ${folder}`), { code: 'EWEIRD', syscall: 'open' });
  expect((knownFailure(strange) as Error).message).toBe(
    'Could not read or write a file, because the operating system refused (EWEIRD); try again, or choose another place.',
  );
  expect(systemFailure(new TypeError(`x of ${folder}`), 'write a.npy').message).not.toContain(folder);
  expect(knownFailure(z.object({ a: z.number() }).safeParse({ a: 'x' }).error)).toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(/^Expected something else for a: [^\n]+\.$/),
  });
  let length: unknown;
  try {
    new Float32Array(-1);
  } catch (caught) {
    length = caught;
  }
  expect(knownFailure(length)).toMatchObject({ code: 'too-large' });
});
