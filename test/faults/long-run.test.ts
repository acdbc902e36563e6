import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openProject } from '../../core/project/project.ts';
import { collectEndedSessions, endedSessions } from '../../core/project/sessions.ts';
import { sweepProject } from '../../core/project/trash/sweep.ts';
import { temporaryFolder } from '../open-engine.ts';

async function makeOld(path: string): Promise<void> {
  const longAgo = new Date(Date.now() - 100 * 24 * 60 * 60 * 1000);
  await utimes(path, longAgo, longAgo);
}

test('what a living process writes stays, however old it is; what a dead one left goes', async () => {
  const folder = await temporaryFolder();
  const working = await openProject(folder, { create: true });
  const path = working.files.temporary();
  await mkdir(path);
  await writeFile(join(path, 'depth.f32'), 'half a map');
  await makeOld(join(path, 'depth.f32'));
  await makeOld(path);
  const upload = working.files.temporary();
  await writeFile(upload, 'half a photo');
  await makeOld(upload);

  const other = await openProject(folder, { create: false });
  await sweepProject(other);
  expect(await readdir(path)).toEqual(['depth.f32']);
  expect((await stat(upload)).size).toBe(12);
  other.close();
  working.close();

  const next = await openProject(folder, { create: false });
  await sweepProject(next);
  expect(await readdir(join(folder, 'temporary'))).toEqual([]);
  next.close();
  expect(await readdir(join(folder, 'locks'))).toEqual([]);
});

test('a process that was killed has let go, and its lease of a file ends', async () => {
  const folder = await temporaryFolder();
  const child = fork(new URL('./leave-work-behind.ts', import.meta.url), [folder], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [address] = (await once(child, 'message')) as [string];
  const project = await openProject(folder, { create: false });
  await sweepProject(project);
  // Alive: the folder of its run and the prior that it keeps for its session are there.
  expect(await readdir(join(folder, 'temporary'))).toHaveLength(1);
  expect(project.files.find(address)).not.toBeNull();

  child.kill('SIGKILL');
  await once(child, 'exit');
  await sweepProject(project);
  expect(await readdir(join(folder, 'temporary'))).toEqual([]);
  expect(await readdir(join(folder, 'files'))).toEqual([]);
  project.close();
});

test('a session that starts while another one tidies up is alive', async () => {
  const folder = await temporaryFolder();
  const tidying = await openProject(folder, { create: true });
  const isOver = await endedSessions(folder, tidying.files.session);
  const starting = await openProject(folder, { create: false });
  const path = starting.files.temporary();
  await writeFile(path, 'a photo');
  const [file] = await starting.files.stage([{ path, type: 'image/png' }]);
  await collectEndedSessions(folder, isOver);
  await tidying.files.endLeases(isOver);
  expect(await readdir(join(folder, 'temporary'))).toHaveLength(1);
  expect(tidying.database.prepare('SELECT id FROM leases').pluck().all()).toEqual([file.lease]);
  starting.close();
  tidying.close();
});

test('files of earlier versions, which did not say whose they are, stay for a week', async () => {
  const folder = await temporaryFolder();
  (await openProject(folder, { create: true })).close();
  const names = ['aaaaaaaa-0000-4000-8000-000000000001', 'aaaaaaaa-0000-4000-8000-000000000002', 'notes'];
  for (const name of names) await writeFile(join(folder, 'temporary', name), 'text');
  await makeOld(join(folder, 'temporary', names[0]));
  await makeOld(join(folder, 'temporary', names[2]));
  const hours = new Date(Date.now() - 5 * 60 * 60 * 1000);
  await utimes(join(folder, 'temporary', names[1]), hours, hours);
  const project = await openProject(folder, { create: false });
  await sweepProject(project);
  project.close();
  expect((await readdir(join(folder, 'temporary'))).sort()).toEqual([names[1], names[2]]);
});
