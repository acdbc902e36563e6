import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tinyPhoto } from '../faults/folders.ts';
import { temporaryFolder } from '../open-engine.ts';
import { LAUNCHER, type Outcome } from './run-program.ts';

const onLinux = test.skipIf(process.platform !== 'linux');

/** Node gives no bytes to a program: the shell does. */
function inShell(cwd: string, line: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...process.env, DEPTHROOM_HOME: join(cwd, 'home'), NODE: process.execPath, LAUNCHER };
    const child = execFile('bash', ['-c', line], { cwd, env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

/** `in/` with two photos that are called well, one that is not, and one in a folder that is not. */
async function openCase() {
  const cwd = await temporaryFolder();
  const bytes = (name: string) => Buffer.from(join(cwd, 'in', name), 'latin1');
  mkdirSync(bytes('f\xfcr'), { recursive: true });
  copyFileSync(await tinyPhoto(1), bytes('caf\xe9.png'));
  copyFileSync(await tinyPhoto(2), bytes('a.png'));
  copyFileSync(await tinyPhoto(3), bytes('b.png'));
  copyFileSync(await tinyPhoto(4), bytes('f\xfcr/c.png'));
  writeFileSync(join(cwd, 'list.txt'), 'in/caf\xe9.png\n', 'latin1');
  const run = (words: string) => inShell(cwd, `"$NODE" "$LAUNCHER" ${words}`);
  return { cwd, run };
}

onLinux(
  'photos of a folder whose names are not UTF-8 are counted and named; the others are made',
  async () => {
    const { cwd, run } = await openCase();
    const flat = await run('estimate in --pack fastdepth -o out');
    expect(flat.code).toBe(1);
    expect(flat.stderr).toContain(
      'The name of caf\ufffd.png on the disk is not in UTF-8, caf\\xE9.png (in Latin-1: café.png); rename it.',
    );
    expect(flat.stderr).toContain('2 done, 0 reused, 1 failed:');
    const deep = await run('estimate in --recursive --pack fastdepth -o out');
    expect(deep.stderr).toContain('0 done, 2 reused, 2 failed:');
    expect(deep.stderr).toContain('f\\xFCr (in Latin-1: für); rename it');
    expect((await readdir(join(cwd, 'out'))).filter((name) => name.endsWith('.npy'))).toHaveLength(2);
  },
  60_000,
);

onLinux.each([
  ['a photo', "estimate $'in/caf\\xe9.png' --pack fastdepth -o out"],
  ['a photo below a folder', "export $'in/f\\xfcr/c.png' --pack fastdepth -o c.exr"],
  ['a folder', "estimate $'in/f\\xfcr' --pack fastdepth -o out"],
  ['the output', "estimate in/a.png --pack fastdepth -o $'in/f\\xfcr/out'"],
  ['a line of a list', 'estimate --list - --pack fastdepth -o out < list.txt'],
  ['a truth', "compare in/a.png --packs fastdepth --truth $'in/caf\\xe9.png'"],
])(
  'one that is named is said, and nothing is written: %s',
  async (_what, words) => {
    const { cwd, run } = await openCase();
    const { code, stderr } = await run(words);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /UTF-8[^\n]+(caf\\xE9\.png \(in Latin-1: café\.png\)|f\\xFCr \(in Latin-1: für\)); rename it[^\n]*\.\n/,
    );
    expect((await readdir(cwd)).filter((name) => name !== 'home')).toEqual(['in', 'list.txt']);
  },
  60_000,
);

onLinux(
  'what is to be written is not called otherwise than was said, nor put elsewhere than where a person is',
  async () => {
    const { cwd, run } = await openCase();
    const named = await run("estimate in/a.png --pack fastdepth -o $'new\\xe9'");
    expect([named.code, named.stderr]).toEqual([2, expect.stringContaining('Expected names in UTF-8')]);
    const inside = await inShell(
      cwd,
      'cd $\'in/f\\xfcr\' && "$NODE" "$LAUNCHER" estimate c.png --pack fastdepth -o out',
    );
    expect([inside.code, inside.stderr]).toEqual([
      1,
      expect.stringContaining('rename it, or go to another one (cd)'),
    ]);
    expect(await readdir(cwd)).toEqual(['in', 'list.txt']);
  },
  60_000,
);

onLinux('a dataset says which of its photos or folders is called so', async () => {
  const { cwd, run } = await openCase();
  const bytes = (name: string) => Buffer.from(join(cwd, 'in', name), 'latin1');
  copyFileSync(await tinyPhoto(4), bytes('caf\xe9_depth.png'));
  writeFileSync(join(cwd, 'data.csv'), 'image,depth\nin/a.png,in/b.png\n');
  const { code, stderr, stdout } = await run('evaluate in --packs fastdepth -o out');
  expect(code).toBe(1);
  expect(`${stdout}${stderr}`).toMatch(/UTF-8[^\n]+(caf\\xE9|f\\xFCr)/);
});
