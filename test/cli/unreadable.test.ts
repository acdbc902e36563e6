import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alterDatabase } from '../faults/folders.ts';
import { openTestEngine, SAMPLE, temporaryFolder } from '../open-engine.ts';
import { LAUNCHER, runProgram } from './run-program.ts';

test('a listing says that it left out what cannot be read', async () => {
  const folder = await temporaryFolder();
  const projectFolder = join(folder, 'project');
  const engine = await openTestEngine({ projectFolder });
  await engine.importPhoto(SAMPLE, 'a.jpg');
  await engine.close();
  const list = () =>
    runProgram([LAUNCHER, 'photos', '--project', projectFolder], { cwd: folder, home: join(folder, 'home') });
  expect((await list()).stderr).toBe('');
  alterDatabase(projectFolder, (database) => {
    database.exec("UPDATE photos SET record = '{bad'");
  });
  const { code, stdout, stderr } = await list();
  expect(stdout).toContain('0 photos');
  expect(stderr).toMatch(/1 row of this project cannot be read and is left out/);
  expect(code).toBe(0);
});
