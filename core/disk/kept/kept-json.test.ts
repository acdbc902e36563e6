import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../../../test/open-engine.ts';
import { keepNow, keepWhole, readKept, readKeptNow, withLatest } from './kept-json.ts';

const schema = z.record(z.string(), z.number());

test('what is kept is read again, in a folder that only its owner reads', async () => {
  const folder = join(await temporaryFolder(), 'new');
  await keepWhole(join(folder, 'a.json'), { a: 1 });
  keepNow(join(folder, 'b.json'), { b: 2 });
  expect(await readKept(join(folder, 'b.json'), schema, {})).toEqual({ b: 2 });
  expect(readKeptNow(join(folder, 'a.json'), schema, {})).toEqual({ a: 1 });
  if (process.platform !== 'win32') expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test.each([
  ['nothing', null],
  ['half of it', '{"a": 1'],
  ['something else', '{"a": "1"}'],
  ['a list', '[1]'],
  ['more than anybody wrote', `{"a": 1${' '.repeat(4e6)}}`],
])('%s in its place holds nothing', async (_name, text) => {
  const path = join(await temporaryFolder(), 'a.json');
  if (text !== null) await writeFile(path, text);
  expect([await readKept(path, schema, { none: 0 }), readKeptNow(path, schema, { none: 0 })]).toEqual([
    { none: 0 },
    { none: 0 },
  ]);
});

const onUnix = test.skipIf(process.platform === 'win32');

onUnix('what never ends is not waited for: a pipe, a device that gives without end, a folder', async () => {
  const folder = await temporaryFolder();
  const paths = ['pipe', 'endless', 'folder', 'loop'].map((name) => join(folder, `${name}.json`));
  execFileSync('mkfifo', [paths[0]]);
  await symlink('/dev/zero', paths[1]);
  await mkdir(paths[2]);
  await symlink(paths[3], paths[3]);
  for (const path of paths)
    expect([await readKept(path, schema, { none: 0 }), readKeptNow(path, schema, { none: 0 })]).toEqual([
      { none: 0 },
      { none: 0 },
    ]);
});

test('where it cannot be kept, what was kept stays', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'a.json');
  await keepWhole(path, { a: 1 });
  await expect(keepWhole(join(path, 'below.json'), {})).rejects.toMatchObject({ name: 'DepthroomError' });
  expect(() => keepNow(join(path, 'below.json'), {})).toThrow();
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ a: 1 });
  await mkdir(join(folder, 'taken.json'));
  expect(() => keepNow(join(folder, 'taken.json'), {})).toThrow();
  expect((await readdir(folder)).sort()).toEqual(['a.json', 'taken.json']);
});

test('what another process is writing there is not touched', async () => {
  const folder = await temporaryFolder();
  const writing = ['a.json.new', 'a.json.0123456789abcdef.part'];
  for (const name of writing) await writeFile(join(folder, name), '{"a": 1');
  keepNow(join(folder, 'a.json'), { a: 2 });
  for (const name of writing) expect(await readFile(join(folder, name), 'utf8')).toBe('{"a": 1');
});

test('the latest entry is the last one, and the oldest goes', () => {
  const order = (kept: Record<string, number>) => Object.keys(kept).join('');
  expect(order(withLatest({ a: 1, b: 2, c: 3 }, 'a', 4, 3))).toBe('bca');
  expect(order(withLatest({ a: 1, b: 2, c: 3 }, 'd', 4, 3))).toBe('bcd');
});
