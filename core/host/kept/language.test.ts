import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keepLanguage, readLanguage } from './language.ts';

test('a language is kept, and where it cannot be the sentence names the file and the way out', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'language-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await keepLanguage(folder, 'de');
  expect(await readLanguage(folder)).toEqual({ language: 'de' });
  const path = join(folder, 'language.json');
  await rm(path);
  await mkdir(join(path, 'in-the-way'), { recursive: true });
  await expect(keepLanguage(folder, 'en')).rejects.toMatchObject({
    code: 'no-permission',
    message: `The language could not be kept, as "${path}" cannot be written; delete what stands there, or allow writing in its folder, and choose the language again.`,
  });
  expect(await readLanguage(folder)).toEqual({ language: null });
});
