import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tinyPhoto } from '../faults/folders.ts';
import { openTestEngine, temporaryFolder } from '../open-engine.ts';
import { MAIN, runProgram, START_MAIN } from './run-program.ts';

/** Runs `depthroom projects ...` in a home of its own, whose default project has two photos. */
async function openTerminal() {
  const home = await temporaryFolder();
  const engine = await openTestEngine({ dataFolder: home });
  const photos = [];
  for (const k of [1, 2]) photos.push(await engine.importPhoto(await tinyPhoto(k), `tiny-${k}.png`));
  const { trashId } = await engine.call('removePhotos', { photoIds: [photos[1].id] });
  await engine.close();
  const run = (...args: string[]) => runProgram([...START_MAIN, 'projects', ...args], { cwd: home, home });
  return { home, folder: join(home, 'Default project'), run, trashId };
}

test('the trash is listed, and what is in it comes back', async () => {
  const { run, trashId, folder } = await openTerminal();
  expect((await run()).stdout).toContain(folder);
  expect((await run('trash')).stdout).toMatch(new RegExp(`^${trashId}  .*photos.*tiny-2.png \\(until `));
  expect(await run('restore', trashId)).toMatchObject({ code: 0, stdout: '1 brought back\n' });
  expect((await run('restore', trashId)).code).toBe(1);
  expect(await run('empty-trash')).toMatchObject({ code: 0, stdout: '0 removed for good\n' });
  expect((await run('check')).stdout).toContain('2 photos, 0 runs, 6 files as they were written');
});

test('a project is backed up; one that lost its database says so, is repaired, and the backup is a project', async () => {
  const { run, folder, home } = await openTerminal();
  const copy = join(home, 'copy');
  expect((await run('backup', copy)).stdout).toMatch(/copy: 6 files/);
  expect((await run('backup', copy)).stderr).toMatch(/Expected a new or empty folder/);
  expect((await run('check', copy)).stdout).toContain('1 photo, 0 runs, 3 files');
  // Another computer may open either at once.
  for (const each of [folder, copy]) expect(await readdir(each)).not.toContain('project.lock');

  await rm(join(folder, 'project.db'));
  const asked = await run('check');
  expect(asked.code).toBe(1);
  expect(asked.stderr).toMatch(/holds 6 kept files, but its database project\.db is missing/);
  expect((await run('repair')).stderr).toMatch(/Expected one of --take-in/);
  expect(JSON.parse((await run('repair', '--take-in', '--json')).stdout)).toEqual({
    folder,
    photos: 2,
    unknownFiles: 0,
  });
  expect((await run('check')).code).toBe(0);
});

test('a folder of other files is refused by every command', async () => {
  const { run, home } = await openTerminal();
  const work = join(home, 'work');
  await mkdir(join(work, 'files'), { recursive: true });
  await writeFile(join(work, 'files', 'holiday.jpg'), 'a picture');
  await copyFile(MAIN, join(work, 'main.ts'));
  for (const args of [
    ['trash', '--project', work],
    ['repair', work, '--set-aside'],
  ])
    expect(await run(...args)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('holds other files'),
    });
  expect((await run('check', work)).stderr).toContain('there is no project.db');
  expect(await readdir(join(work, 'files'))).toEqual(['holiday.jpg']);
});
