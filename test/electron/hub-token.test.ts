import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createHubToken } from '../../electron/hub-token.ts';
import { temporaryFolder } from '../open-engine.ts';
import { fakeElectron } from './fake-electron.ts';

test('a token is there after a restart, does not lie open, and goes when it is forgotten', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'home', 'hub-token');
  const { electron } = fakeElectron();
  const first = createHubToken(electron, path, 'linux');
  expect(first.read()).toBeUndefined();
  expect(await first.keep('hf_secret')).toBe(true);
  expect(first.read()).toBe('hf_secret');
  expect((await readFile(path)).includes('hf_secret')).toBe(false);
  expect(createHubToken(electron, path, 'linux').read()).toBe('hf_secret');

  expect(await first.keep(null)).toBe(false);
  expect(first.read()).toBeUndefined();
  expect(await readdir(join(folder, 'home'))).toEqual([]);
});

test('where the system has no safe place, a token lives until the end and is not written', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'hub-token');
  const { electron } = fakeElectron({ secrets: 'basic_text' });
  const token = createHubToken(electron, path, 'linux');
  expect(await token.keep('hf_secret')).toBe(false);
  expect(token.read()).toBe('hf_secret');
  expect(await readdir(folder)).toEqual([]);
});

test('what is no token is refused without being repeated, and a file of another machine is none', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'hub-token');
  const { electron } = fakeElectron();
  const token = createHubToken(electron, path);
  for (const given of ['hf_secret\nhost: x', 7, '', undefined]) {
    const refused = expect(token.keep(given)).rejects;
    await refused.toMatchObject({ code: 'bad-input', message: expect.not.stringContaining('hf_secret') });
  }
  await writeFile(path, 'not ours');
  const broken = { ...electron, safeStorage: { ...electron.safeStorage, decryptString: () => fail() } };
  expect(createHubToken(broken, path).read()).toBeUndefined();
});

function fail(): never {
  throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
}
