import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTerminal } from './open-terminal.ts';

const OUT = ['--pack', 'fastdepth', '-o', 'out/'];

test.each([
  ['estimate', 'photo.png', ...OUT, '--name', '../{stem}'],
  ['estimate', 'photo.png', ...OUT, '--range', 'a'],
  ['export', 'photo.png', ...OUT, '--shard', '9/8'],
  ['export', 'photo.png', ...OUT, '--list', 'list.txt'],
  ['export', 'photo.png', ...OUT, '--include', ''],
  ['estimate', '--list', '/dev/fd/63', ...OUT],
  ['export', 'photo.png', ...OUT, '--format', 'glb', '--triangles', '-5'],
  ['export', 'photo.png', '--pack', 'fastdepth', '--format', 'glb', '-o', 'x.png'],
  ['sequence', 'photo.png', ...OUT],
  ['sequence', 'shot.####.png', ...OUT, '--frames', 'x'],
  ['serve', '--port', '999999'],
  ['estimate', 'photo.png', '--pack', 'fastdepth', '-o', ''],
  ['export', 'photo.png', '--pack', '', '-o', 'x.png'],
  ['estimate', '', ...OUT],
  ['compare', 'photo.png', '--all', '--report', ''],
  ['projects', 'backup', ''],
  ['photos', '--project', ''],
  ['photos', '--project='],
  ['serve', '--port', ''],
])('ends with 2 where it is not understood: %s %s %s %s %s %s %s %s', async (...words) => {
  const { run } = await openTerminal();
  const { code, stderr, stdout } = await run(...words);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^depthroom: [^\n]+\.\n$/);
});

test('who names a file that begins as an option is told how it is said', async () => {
  const { run, folder } = await openTerminal();
  await writeFile(join(folder, '-a.png'), '');
  const { code, stderr } = await run('estimate', '-a.png', ...OUT);
  expect(code).toBe(2);
  expect(stderr).toContain(`unknown option '-a.png'`);
  expect(stderr).toContain('(the file "-a.png" is said as "./-a.png")');
  expect((await run('estimate', '-b.png', ...OUT)).stderr).not.toContain('is said as');
  expect((await run('photo.png')).stderr).toMatch(
    /unknown command[\s\S]+\(depth of it: "[^\n]+ estimate photo\.png --pack fastdepth -o out\/"\)/,
  );
});
