import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { CODE_LIFETIME_MS } from '../../contract/door.ts';
import { temporaryFolder } from '../open-engine.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** What stands instead of a browser: notes its arguments, and what lies where they point, with its mode. */
const BROWSER = `#!/bin/sh
printf '%s\\n' "$@" > "$NOTES/arguments"
stat -c %a "$1" > "$NOTES/mode"
cp "$1" "$NOTES/page"
echo > "$NOTES/ready"
`;

async function openHome() {
  const folder = await temporaryFolder();
  const home = join(folder, 'home');
  const programs = join(folder, 'programs');
  await mkdir(programs);
  await writeFile(join(programs, 'xdg-open'), BROWSER);
  await chmod(join(programs, 'xdg-open'), 0o755);
  const env = {
    ...process.env,
    DEPTHROOM_HOME: home,
    NOTES: folder,
    DISPLAY: ':0',
    PATH: `${programs}${delimiter}${process.env.PATH}`,
  };
  return { folder, home, env };
}

async function serve(env: NodeJS.ProcessEnv, ...flags: string[]) {
  // Without the launcher in between: what is killed is the server.
  const child = spawn(process.execPath, [MAIN, 'serve', '--json', ...flags], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await firstLine(child);
  const { url, port } = JSON.parse(line) as { url: string; port: number };
  return { child, url, port, origin: `http://127.0.0.1:${port}` };
}

function firstLine(child: ChildProcess): Promise<[string]> {
  if (!child.stdout) throw new Error('the output of the server is not read');
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve) => lines.once('line', (line) => resolve([line])));
}

async function isLetIn(url: string): Promise<boolean> {
  const [origin, code] = url.split('/#code=');
  const response = await fetch(`${origin}/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  return response.ok;
}

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

test.runIf(process.platform === 'linux')(
  'the browser is handed the address in a file for its owner, and the person in the terminal',
  async () => {
    const { folder, home, env } = await openHome();
    const { child, url, port } = await serve(env, '--open');
    await expect.poll(() => readdir(folder)).toContain('ready');
    const [path, ...others] = (await readFile(join(folder, 'arguments'), 'utf8')).trim().split('\n');
    expect([others, await readFile(join(folder, 'mode'), 'utf8')]).toEqual([[], '600\n']);
    expect(path).toMatch(/^.*\/servers\/open-depthroom-[0-9a-f-]{36}\.html$/);
    const page = await readFile(join(folder, 'page'), 'utf8');
    const handed = /url=(http:[^"]+)"/.exec(page)?.[1] ?? '';
    // Both get in, each once.
    expect([await isLetIn(handed), await isLetIn(url), await isLetIn(handed)]).toEqual([true, true, false]);

    expect(await modeOf(home)).toBe('700');
    expect(await modeOf(join(home, 'servers'))).toBe('700');
    expect(await modeOf(join(home, 'servers', `${port}.json`))).toBe('600');
    expect(await modeOf(join(home, 'Default project'))).toBe('700');
    expect(await modeOf(join(home, 'Default project', 'project.db'))).toBe('600');

    await expect
      .poll(() => readdir(join(home, 'servers')), { timeout: CODE_LIFETIME_MS + 5_000, interval: 500 })
      .toEqual([`${port}.json`]);
    const askedAt = Date.now();
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    // Two seconds, ten times over for slow machines.
    expect(Date.now() - askedAt).toBeLessThan(20_000);
    expect(await readdir(join(home, 'servers'))).toEqual([]);
  },
);

test('open makes a new address of a server that runs, and says where there is none', async () => {
  const { env } = await openHome();
  const open = async (...flags: string[]) =>
    promisify(execFile)(process.execPath, [MAIN, 'open', '--print', ...flags], { env }).then(
      ({ stdout }) => stdout.trim(),
      ({ stderr }: { stderr: string }) => stderr.trim(),
    );
  expect(await open()).toMatch(/^depthroom: Expected a Depthroom that runs as a server, but there is none/);
  const killed = await serve(env);
  killed.child.kill('SIGKILL');
  const { origin, port } = await serve(env);
  const address = await open();
  expect(address.startsWith(`${origin}/#code=`)).toBe(true);
  expect([await isLetIn(address), await isLetIn(address)]).toEqual([true, false]);
  expect(await isLetIn(JSON.parse(await open('--json', '--port', String(port))).url)).toBe(true);
  expect(await open('--port', '1')).toMatch(/on port 1, but there is none/);
  const second = promisify(execFile)(process.execPath, [MAIN, 'serve', '--port', String(port)], { env });
  await expect(second).rejects.toThrow(
    /but a Depthroom that runs has it: open its page with ".*open --port \d+"/,
  );
});
