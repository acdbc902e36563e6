import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openProject } from '../../core/project/project.ts';
import { SAMPLE, temporaryFolder } from '../open-engine.ts';

const LAUNCHER = fileURLToPath(new URL('../../cli/depthroom.mjs', import.meta.url));

/** Notes every file that is read as a module, of each process, in the file of this name. */
const NOTING = `
import { appendFileSync } from 'node:fs';
import module from 'node:module';
module.registerHooks({ load(url, context, next) { appendFileSync(process.env.NOTED, url + '\\n'); return next(url, context); } });
`;

/** The modules that a command reads, by the end of their URLs behind the root. */
async function modulesOf(...words: string[]): Promise<string[]> {
  const folder = await temporaryFolder();
  const [noting, noted] = ['noting.mjs', 'noted.txt'].map((name) => join(folder, name));
  await writeFile(noting, NOTING);
  await writeFile(noted, '');
  const home = join(folder, 'home');
  (await openProject(join(home, 'Default project'), { create: true })).close();
  const environment = {
    ...process.env,
    DEPTHROOM_HOME: home,
    NOTED: noted,
    // Of workers too.
    NODE_OPTIONS: `--import ${pathToFileURL(noting).href}`,
  };
  const run = () => promisify(execFile)(process.execPath, [LAUNCHER, ...words], { env: environment });
  await run();
  await writeFile(noted, '');
  await run();
  return (await readFile(noted, 'utf8')).trim().split('\n');
}

test('a listing reads what a listing needs: no network, no photo, no engine, and zod in English alone', async () => {
  const modules = await modulesOf('photos');
  expect(modules.some((url) => url.includes('/cli/photos/photos.ts'))).toBe(true);
  const needless =
    /onnxruntime|\/sharp\/|\/host\/engine|\/library\/|\/worker\/client|zod\/v4\/locales\/(?!en\.js)/;
  expect(modules.filter((url) => needless.test(url))).toEqual([]);
  expect(modules.length).toBeLessThan(180);
}, 60_000);

test('neither the help nor the version of the program opens anything', async () => {
  const opening = /onnxruntime|\/sharp\/|\/host\/engine|better-sqlite3\/(build|prebuilds)/;
  expect((await modulesOf('--help')).filter((url) => opening.test(url))).toEqual([]);
  expect((await modulesOf('--version')).filter((url) => /zod|\/commands\/|host\/engine/.test(url))).toEqual(
    [],
  );
}, 60_000);

test('one photo through one pack is the work of one process, which reads no schemas and no library for versions', async () => {
  const out = join(await temporaryFolder(), 'out');
  const modules = await modulesOf('estimate', SAMPLE, '--pack', 'fastdepth', '-o', out, '--force');
  expect(modules.filter((url) => url.endsWith('/core/tasks/worker.ts'))).toHaveLength(1);
  expect(modules.filter((url) => /\/semver\/|\/models\/diffusion\//.test(url))).toEqual([]);
  expect(modules.filter((url) => url.endsWith('/zod/v4/core/core.js'))).toHaveLength(1);
}, 60_000);
