import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readWholeFile } from '../formats/read-whole-file.ts';
import { requireOrdinaryFile } from './require-ordinary-file.ts';

test.skipIf(process.platform === 'win32')(
  'a pipe that nobody writes to is refused, not waited for',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'depthroom-ordinary-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const pipe = join(folder, 'pipe.npy');
    execFileSync('mkfifo', [pipe]);
    const refused = {
      code: 'bad-input',
      message: expect.stringMatching(/pipe\.npy to be an ordinary file[^\n]+\.$/),
    };
    await expect(requireOrdinaryFile(pipe, 'pipe.npy')).rejects.toMatchObject(refused);
    await expect(readWholeFile(pipe, 'pipe.npy')).rejects.toMatchObject(refused);
    await expect(requireOrdinaryFile(folder, 'it')).rejects.toThrow(/but it is a folder: /);
    await expect(requireOrdinaryFile(join(folder, 'none'), 'it')).rejects.toMatchObject({
      code: 'not-found',
    });
    await writeFile(join(folder, 'file'), '');
    await requireOrdinaryFile(join(folder, 'file'), 'it');
  },
);
