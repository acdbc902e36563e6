import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../open-engine.ts';
import { copyOfPack } from '../open-library.ts';
import { rightAnswer, servePack } from '../pack-server.ts';

/** The command line itself: the launcher before it would not pass on a signal that is sent to it alone. */
const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** Runs `depthroom packs ...` as a person does, in a home of its own. */
async function openTerminal() {
  const folder = await temporaryFolder();
  const start = (...args: string[]) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, 'packs', ...args], {
      cwd: folder,
      env: { ...process.env, DEPTHROOM_HOME: join(folder, 'home') },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
      child.on('close', (code) => resolve({ code, stdout, stderr })),
    );
    return { ended, interrupt: () => child.kill('SIGINT') };
  };
  const run = (...args: string[]) => start(...args).ended;
  return { folder, start, run };
}

test('a pack folder is added, used by its id, and removed', async () => {
  const { folder: pack, id } = await copyOfPack();
  const { run, folder } = await openTerminal();
  expect(await run('add', pack)).toMatchObject({ code: 0, stderr: '' });
  const listed = JSON.parse((await run('--json')).stdout);
  expect(listed).toContainEqual(expect.objectContaining({ id, isShipped: false, problem: null }));
  expect(await run('add', pack)).toEqual({
    code: 1,
    stdout: '',
    stderr: `depthroom: The pack "${id}" is installed already; replace it, or remove it first.\n`,
  });
  expect(JSON.parse((await run('add', pack, '--replace', '--json')).stdout)).toMatchObject({ id });

  const moved = JSON.parse((await run('folder', 'elsewhere', '--json')).stdout);
  expect(moved).toMatchObject({ folder: join(folder, 'elsewhere'), isDefault: false });
  expect((await run('folder')).stdout.split('\n')[0]).toBe(join(folder, 'elsewhere'));
  expect(await run('remove', id)).toEqual({ code: 0, stdout: `${id} is removed\n`, stderr: '' });
  expect((await run('remove', id)).code).toBe(1);
});

// Windows has no interrupt that one process can send to another.
test.skipIf(process.platform === 'win32')(
  'Ctrl-C pauses a download, and the same command goes on where it stopped',
  async () => {
    const { folder: pack, id } = await copyOfPack();
    const { url, requests } = await servePack(pack, (request, bytes, count) => ({
      ...rightAnswer(bytes, request),
      ...(request.file === 'unet.onnx' && count === 1 ? { stallAfter: 300_000 } : {}),
    }));
    const ranges = () => requests.filter(({ file }) => file === 'unet.onnx').map(({ range }) => range);
    const { run, start } = await openTerminal();
    const getting = start('get', url);
    const shown = async () => (await run()).stdout.split('\n').filter((line) => line.includes('download'));
    // Another terminal sees how far it is.
    await expect.poll(shown).toEqual([expect.stringMatching(/download running, [34]\d % of/)]);
    getting.interrupt();
    expect(await getting.ended).toEqual({
      code: 130,
      stdout: '',
      stderr: 'depthroom: Paused; the same command goes on where it stopped.\n',
    });
    expect(await shown()).toEqual([expect.stringContaining('download paused')]);
    expect(await run('get', url)).toMatchObject({ code: 0, stderr: '' });
    expect(ranges()).toEqual([null, 'bytes=300000-']);
    expect(JSON.parse((await run('--json')).stdout)).toContainEqual(
      expect.objectContaining({ id, problem: null }),
    );
  },
);

test('the catalogue says how weights are got, and a folder that is half of them is refused with what is missing', async () => {
  const { run, folder } = await openTerminal();
  const { stdout } = await run('catalogue');
  expect(stdout).toContain('Get it: npx depthroom packs get zoedepth-nyu-kitti');
  expect(stdout).toContain('Nobody has published weights');
  await writeFile(join(folder, 'config.json'), '{"model_type": "zoedepth"}');
  expect(await run('add', '.')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Expected the rules for photos (preprocessor_config.json)'),
  });
});
