import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keepNow } from '../../core/disk/kept/kept-json.ts';
import { collectParts, partPath } from '../../core/disk/part-owner.ts';
import { writeFile as writeWhole } from '../../core/disk/write-file.ts';
import { keepPrompt } from '../../core/library/bind/kept-prompts.ts';
import { writeModelsFolder } from '../../core/library/packs/models-folder.ts';
import { HOST_LOCK, takeHostLock } from '../../core/project/host-lock.ts';
import { noteRecentProject } from '../../core/project/recent-projects.ts';
import { openTestEngine, temporaryFolder } from '../open-engine.ts';
import { alterDatabase, projectOfSchema2 } from './folders.ts';

const LATER = () => Date.now() + 60_000;

/** What a process that was killed a minute ago left of a file; answers with its name. */
async function leftOf(path: string): Promise<string> {
  const child = fork(new URL('./leave-part-behind.ts', import.meta.url), [path], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const [left] = (await readdir(dirname(path))).filter((name) => name.endsWith('.part'));
  const before = new Date(Date.now() - 60_000);
  await utimes(join(dirname(path), left), before, before);
  return left;
}

test.each<[string, (folder: string) => Promise<unknown>]>([
  ['recent-projects.json', (folder) => noteRecentProject(join(folder, 'recent-projects.json'), folder, true)],
  ['models-folder.json', (folder) => writeModelsFolder(folder, folder)],
  ['prompts/key.f32', (folder) => keepPrompt(folder, 'key', new Uint8Array(4))],
  ['window-place.json', async (folder) => keepNow(join(folder, 'window-place.json'), {})],
  [HOST_LOCK, (folder) => takeHostLock(folder)],
])('what a killed process left of %s goes when it is written again', async (name, write) => {
  const folder = await temporaryFolder();
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  expect(await leftOf(path)).toMatch(/\.[0-9a-f]{16}\.part$/);
  await write(folder);
  expect(await readdir(dirname(path))).toEqual([basename(name)]);
});

test('what a killed export left in a folder goes with the next one of that name; what a living one writes stays', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'photo.ply');
  const child = fork(new URL('./leave-part-behind.ts', import.meta.url), [path], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  const [left] = await readdir(folder);
  expect(left).toMatch(/^photo\.ply\.[0-9a-f]{16}\.part$/);
  const foreign = ['photo.ply.part', 'photo.ply.download.part', 'other.ply.0123456789abcdef.part'];
  const elsewhere = left.replace(/ply\.[0-9a-f]{6}/, 'ply.000000');
  for (const name of [...foreign, elsewhere]) await writeFile(join(folder, name), "somebody's");
  await collectParts(path, LATER());
  expect(await readdir(folder)).toContain(left);

  child.kill('SIGKILL');
  await once(child, 'exit');
  await collectParts(path);
  // It may just have been written by one that shares the folder and not the process numbers.
  expect(await readdir(folder)).toContain(left);
  const before = new Date(Date.now() - 60_000);
  await utimes(join(folder, left), before, before);
  await writeWhole(path, { overwrite: false }, (sink) => sink(Buffer.from('a point')));
  expect((await readdir(folder)).sort()).toEqual(['photo.ply', ...foreign, elsewhere].sort());
});

test('two names of one process differ', () => {
  expect(new Set(Array.from({ length: 20 }, () => partPath('a'))).size).toBeGreaterThan(15);
});

test('what a killed export left in a project goes when it is opened again', async () => {
  const folder = await projectOfSchema2();
  const [id] = await readdir(join(folder, 'exports'));
  await writeFile(join(folder, 'exports', id, 'tiny.fastdepth.ply.0123456789abcdef.part'), 'half');
  alterDatabase(folder, (database) =>
    database.exec("UPDATE exports SET record = json_set(record, '$.state', 'running', '$.engineId', 'gone')"),
  );
  const first = await openTestEngine({ projectFolder: folder });
  await first.close();
  const engine = await openTestEngine({ projectFolder: folder });
  expect((await engine.call('snapshot', {})).exports).toMatchObject([{ id, state: 'failed' }]);
  await expect.poll(() => readdir(join(folder, 'exports'))).toEqual([]);
});
