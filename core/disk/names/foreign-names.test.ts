import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/open-engine.ts';
import { systemFailure } from '../system-failure.ts';
import { foreignName } from './foreign-names.ts';

const onLinux = test.skipIf(process.platform !== 'linux');

function inFolder(folder: string, ...names: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from(folder), ...names.flatMap((name) => [Buffer.from('/'), name])]);
}

onLinux('a name that is not UTF-8 is found on the disk by what was read of it, and said', async () => {
  const folder = await temporaryFolder();
  writeFileSync(inFolder(folder, Buffer.from('caf\xe9.jpg', 'latin1')), '');
  writeFileSync(join(folder, 'grün'), '');
  const [read] = readdirSync(folder).filter((name) => name.startsWith('caf'));
  expect(read).toBe('caf\ufffd.jpg');
  expect(foreignName(join(folder, read))).toBe('caf\\xE9.jpg (in Latin-1: café.jpg)');
  expect(foreignName(join(folder, 'grün'))).toBe(null);
  expect(foreignName(join(folder, 'other\ufffd'))).toBe(null);
  const failure = systemFailure(await readFile(join(folder, read)).catch((thrown) => thrown), 'read a photo');
  expect(failure).toMatchObject({
    code: 'bad-input',
    message:
      'Could not read a photo, because its name on the disk is not in UTF-8, caf\\xE9.jpg (in Latin-1: café.jpg); rename it.',
  });
});

onLinux(
  'letters are said as they are, a folder on the way is what is called so, and several are all said',
  async () => {
    const folder = await temporaryFolder();
    const foreign = Buffer.concat([Buffer.from('grün'), Buffer.of(0xff)]);
    mkdirSync(inFolder(folder, foreign));
    writeFileSync(inFolder(folder, foreign, Buffer.from('a.jpg')), '');
    expect(foreignName(join(folder, 'grün\ufffd', 'a.jpg'))).toBe('grün\\xFF');
    for (const byte of [0xe8, 0xe9]) writeFileSync(inFolder(folder, Buffer.of(byte)), '');
    expect(foreignName(join(folder, '\ufffd'))).toContain('\\xE8 (in Latin-1: è)');
    expect(foreignName(join(folder, '\ufffd'))).toContain('\\xE9 (in Latin-1: é)');
    // One that has the sign itself is there.
    writeFileSync(join(folder, '\ufffd'), '');
    expect(foreignName(join(folder, '\ufffd'))).toBe(null);
  },
);
