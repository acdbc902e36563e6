import { execFile } from 'node:child_process';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createHandler } from '../../core/host/http.ts';
import { openTestEngine, SAMPLE, temporaryFolder } from '../open-engine.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

function run(home: string, ...given: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, DEPTHROOM_HOME: home };
    const child = execFile(process.execPath, [MAIN, ...given], { env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

function expectNothingPersonal(text: string, home: string): void {
  expect(text).not.toContain(home);
  expect(text).not.toContain('Aunt Mary');
  for (const name of [homedir(), userInfo().username]) if (name.length > 3) expect(text).not.toContain(name);
  expect(text).not.toMatch(/\/tmp\//);
}

test('diagnostics say what there is and what went wrong, without names and folders', async () => {
  const engine = await openTestEngine();
  await engine.importPhoto(SAMPLE, 'Aunt Mary.png');
  engine.noteFailure('read a file', new Error(`ENOENT, open '${engine.dataFolder}/Aunt Mary.png'`));
  const { facts, text } = await engine.call('diagnostics', { files: true });
  expect(facts).toMatchObject({
    project: { photos: 1, runs: 0, unreadableRows: 0, files: { good: 3, missing: 0, altered: 0 } },
    problems: [],
  });
  expect(facts.providers?.find(({ name }) => name === 'cpu')?.isUsable).toBe(true);
  expect(facts.packs.map(({ id }) => id)).toContain('fastdepth');
  expect(text).toMatch(/could not read a file: ENOENT, open '<[a-z]+>/);
  expectNothingPersonal(text + JSON.stringify(facts), engine.dataFolder);
});

test('a mistake of ours is a sentence to the page, and its stack is in the log', async () => {
  const engine = await openTestEngine();
  const broken = { ...engine, call: () => Promise.reject(new TypeError('x is not a function')) };
  const handler = createHandler(broken, engine.dataFolder);
  const request = new Request('http://localhost/call/snapshot', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const answer = await handler(request);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('x is not a function');
  const log = await readFile(join(engine.dataFolder, 'logs', 'depthroom.log'), 'utf8');
  expect(log).toMatch(/error {3}could not answer a request: x is not a function\n {4}at /);
});

test('the doctor tells about a project that cannot be opened too, and commands end with one sentence', async () => {
  const home = await temporaryFolder();
  const engine = await openTestEngine({ dataFolder: home });
  await engine.importPhoto(SAMPLE, 'Aunt Mary.png');
  await engine.close();
  await truncate(join(home, 'Default project', 'project.db'), 0);
  const { code, stdout, stderr } = await run(home, 'doctor');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toMatch(/^Depthroom \S+, Node /);
  expect(stdout).toContain('Project    could not be opened');
  expect(stdout).toMatch(/\nProblems\n {2}\S/);
  expectNothingPersonal(stdout, home);

  await writeFile(join(home, 'file'), '');
  const refused = await run(home, '--project', join(home, 'file', 'below'), 'photos');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/^depthroom: [^\n]+\.\n$/);
  expect(refused.stderr).not.toMatch(/ENOTDIR|\n\s+at /);
});
