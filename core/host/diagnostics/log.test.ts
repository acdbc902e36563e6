import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DepthroomError } from '../../../contract/errors.ts';
import { temporaryFolder } from '../../../test/open-engine.ts';
import { openLog } from './log.ts';

test('a line says when, how bad and what, for its owner only', async () => {
  const home = await temporaryFolder();
  const log = openLog(home, { now: () => 0 });
  log.note('info', 'one\nline');
  log.failure('write a.npy', new DepthroomError('no-space', 'Full.', { cause: new Error('ENOSPC') }));
  log.failure('write a.npy', 'a text');
  const path = join(home, 'logs', 'depthroom.log');
  expect(await readFile(path, 'utf8')).toBe(
    [
      '1970-01-01T00:00:00.000Z info    one line',
      '1970-01-01T00:00:00.000Z warning could not write a.npy: Full. (no-space) [ENOSPC]',
      '1970-01-01T00:00:00.000Z error   could not write a.npy: a text',
      '',
    ].join('\n'),
  );
  if (process.platform !== 'win32') {
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(home, 'logs'))).mode & 0o777).toBe(0o700);
  }
  expect(log.last(1)).toEqual(['1970-01-01T00:00:00.000Z error   could not write a.npy: a text']);
});

test('of a mistake the stack is kept', async () => {
  const log = openLog(await temporaryFolder());
  log.failure('answer a request', new TypeError('x is not a function'));
  const [first, second] = log.last(10);
  expect(first).toContain('error   could not answer a request: x is not a function');
  expect(second).toMatch(/^ {4}at .*log\.test\.ts/);
});

test('three files of at most so many bytes are kept, and the same is not written again within a minute', async () => {
  const home = await temporaryFolder();
  let now = 0;
  const log = openLog(home, { mostBytes: 200, now: () => now });
  for (let k = 0; k < 20; k++) log.note('info', `line ${k}`);
  const names = (await readdir(join(home, 'logs'))).sort();
  expect(names).toEqual(['depthroom.1.log', 'depthroom.2.log', 'depthroom.log']);
  for (const name of names) expect((await stat(join(home, 'logs', name))).size).toBeLessThanOrEqual(200);
  expect(log.last(6).map((line) => line.split(' ').at(-1))).toEqual(['14', '15', '16', '17', '18', '19']);
  log.note('info', 'line 19');
  expect(log.last(2).map((line) => line.split(' ').at(-1))).toEqual(['18', '19']);
  now = 61_000;
  log.note('info', 'line 19');
  expect(log.last(2).map((line) => line.split(' ').at(-1))).toEqual(['19', '19']);
});

test('where no log can be kept nothing is thrown', async () => {
  const home = await temporaryFolder();
  await writeFile(join(home, 'logs'), 'in the way');
  const log = openLog(home);
  log.failure('do it', new Error('no'));
  expect(log.last(3)).toEqual([]);
});
