import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readNpy } from '../../core/formats/read-npy.ts';
import { CONVERTED, copyOfCheckpoint, homeWithGraphs, type TinyCheckpoint } from '../checkpoints.ts';
import { serveHub } from '../hub-server.ts';
import { onnxBytes } from '../onnx.ts';
import { SAMPLE, temporaryFolder } from '../open-engine.ts';
import { rightAnswer } from '../pack-server.ts';
import { meanGraph } from '../synthetic-pack.ts';
import { runProgram, START_MAIN } from './run-program.ts';

/** Runs the command line as a person does, in a home that knows the graphs of the tiny checkpoints. */
async function openTerminal(environment: Record<string, string> = {}) {
  const home = await homeWithGraphs();
  const folder = await temporaryFolder();
  const run = (...args: string[]) => runProgram([...START_MAIN, ...args], { cwd: folder, home, environment });
  /** Starts a command and does not wait for it. */
  const start = (...args: string[]) =>
    execFile(process.execPath, [...START_MAIN, ...args], {
      cwd: folder,
      env: { ...process.env, DEPTHROOM_HOME: home, ...environment },
    });
  return { folder, home, run, start };
}

/** The largest difference between what a pack answers and what the converter's pack answered. */
async function differenceFromConverter(
  { folder, run }: Awaited<ReturnType<typeof openTerminal>>,
  name: TinyCheckpoint,
  pack: string,
): Promise<number> {
  const flags = { marigold: ['--seed', '0'], zoedepth: ['--no-flip'], 'depth-anything': [] }[name];
  const done = await run('estimate', SAMPLE, '--pack', pack, ...flags, '--provider', 'cpu', '-o', 'out');
  expect(done).toMatchObject({ code: 0, stderr: '' });
  const { values } = await readNpy(join(folder, 'out', `coffee_80x96.${pack}.npy`));
  const expected = await readNpy(join(CONVERTED, `${name}.npy`));
  expect(values.length).toBe(expected.values.length);
  return values.reduce((worst, value, i) => Math.max(worst, Math.abs(value - expected.values[i])), 0);
}

test.each<[TinyCheckpoint, string, string]>([
  ['marigold', 'prs-eth/marigold-depth-v1-1', 'marigold-depth-v1-1'],
  ['zoedepth', 'Intel/zoedepth-nyu', 'zoedepth-nyu'],
  ['depth-anything', 'depth-anything/Depth-Anything-V2-Small-hf', 'depth-anything-v2-small-hf'],
])('%s is got from a hub and answers what the converted pack answers', async (name, id, pack) => {
  const { endpoint } = await serveHub(id, await copyOfCheckpoint(name));
  const terminal = await openTerminal({ HF_ENDPOINT: endpoint });
  const { run } = terminal;
  const got = await run('packs', 'get', pack, '--dtype', 'fp32', '--accept-licence');
  expect(got).toMatchObject({ code: 0, stderr: '' });
  const [first, second, last] = got.stdout.trim().split('\n');
  expect(first).toMatch(/^.*: \d+ kB in fp32 from .* \(commit aaaaaaaa\), as the pack /);
  expect(second).toMatch(/^Licence: /);
  expect(last).toMatch(/ is installed: --pack /);
  expect(await differenceFromConverter(terminal, name, pack)).toBeLessThan(1e-5);
});

test.skipIf(!existsSync('/usr/bin/script'))(
  'Ctrl-C and the end of the input answer the question in a terminal',
  async () => {
    const hub = await serveHub('prs-eth/marigold-depth-v1-1', await copyOfCheckpoint('marigold'));
    const home = await homeWithGraphs();
    const words = [process.execPath, ...START_MAIN, 'packs', 'get', 'marigold-depth-v1-1', '--dtype', 'fp32'];
    for (const [key, code, told] of [
      ['\x03', 130, 'Stopped; nothing was downloaded.'],
      ['\x04', 1, '--accept-licence'],
    ] as const) {
      const child = spawn('/usr/bin/script', ['-qec', words.join(' '), '/dev/null'], {
        env: { ...process.env, DEPTHROOM_HOME: home, HF_ENDPOINT: hub.endpoint },
      });
      onTestFinished(() => void child.kill('SIGKILL'));
      let said = '';
      child.stdout.on('data', (piece) => {
        said += piece;
      });
      const ended = once(child, 'exit');
      await expect.poll(() => said).toContain('Type yes');
      child.stdin.write(key);
      expect([key, (await ended)[0]]).toEqual([key, code]);
      expect(said).toContain(told);
      expect(said).not.toMatch(/unsettled|AbortError|\bat .+:\d+/);
    }
    expect(await readdir(join(home, 'models')).catch(() => [])).toEqual([]);
  },
);

test('conditions are stated, and without a yes nothing is downloaded', async () => {
  const hub = await serveHub('prs-eth/marigold-depth-v1-1', await copyOfCheckpoint('marigold'));
  const { run } = await openTerminal();
  const got = await run('packs', 'get', 'marigold-depth-v1-1', '--dtype', 'fp32', '--endpoint', hub.endpoint);
  expect(got).toEqual({
    code: 1,
    stdout: expect.stringContaining('Conditions: its licence is CreativeML OpenRAIL++-M.'),
    stderr: expect.stringContaining('Accept it (--accept-licence)'),
  });
  expect(hub.fetched.filter(({ range }) => range === null)).toEqual([]);
});

test('a get that is killed is shown as paused, and the next one goes on where it was', async () => {
  const id = 'depth-anything/Depth-Anything-V2-Small-hf';
  let isSlow = true;
  const hub = await serveHub(id, await copyOfCheckpoint('depth-anything'), {
    behave: (request, bytes) => ({
      ...rightAnswer(bytes, request),
      // Headers are asked for by their ranges; the file itself is not.
      ...(isSlow && request.range === null ? { stallAfter: 40_000 } : {}),
    }),
  });
  const { run, start, home } = await openTerminal({ HF_ENDPOINT: hub.endpoint });
  const staging = join(home, 'models', '.staging');
  const child = start('packs', 'get', 'depth-anything-v2-small-hf', '--dtype', 'fp32');
  const ended = once(child, 'exit');
  const received = async () => {
    const names = await readdir(staging, { recursive: true }).catch(() => []);
    const sizes = names
      .filter((name) => name.includes('model.safetensors'))
      .map(async (name) => (await stat(join(staging, name))).size);
    return Math.max(0, ...(await Promise.all(sizes)));
  };
  await expect.poll(received, { timeout: 60_000 }).toBeGreaterThanOrEqual(40_000);
  child.kill('SIGKILL');
  await ended;
  expect((await run('packs')).stdout).toMatch(/depth-anything-v2-small-hf download paused, \d+ % of 161 kB/);

  isSlow = false;
  const again = await run('packs', 'get', 'depth-anything-v2-small-hf', '--dtype', 'fp32');
  expect(again).toMatchObject({ code: 0, stderr: '' });
  const last = hub.fetched.filter(({ file }) => file === 'model.safetensors').at(-1);
  expect(last?.range).toMatch(/^bytes=[1-9]\d+-/);
  expect(await readdir(staging)).toEqual([]);
  expect((await run('packs')).stdout).toContain('depth-anything-v2-small-hf');
});

test('a folder of a checkpoint, and a bare graph, become packs that are used by their ids', async () => {
  const terminal = await openTerminal();
  const { run, folder } = terminal;
  const added = await run('packs', 'add', await copyOfCheckpoint('depth-anything'));
  expect(added).toEqual({
    code: 0,
    stdout: 'depth-anything is installed: --pack depth-anything\n',
    stderr: '',
  });
  expect(await differenceFromConverter(terminal, 'depth-anything', 'depth-anything')).toBeLessThan(1e-5);

  await writeFile(join(folder, 'mean.onnx'), onnxBytes(meanGraph(1, 0, [1, 3, 32, 32])));
  const flags = ['--answer', 'metres', '--mean', '0,0,0', '--std', '1,1,1', '--licence', 'CC0-1.0'];
  expect(await run('packs', 'make', 'mean.onnx', ...flags)).toMatchObject({ code: 0, stderr: '' });
  const done = await run('estimate', SAMPLE, '--pack', 'mean', '-o', 'out');
  expect(done).toMatchObject({ code: 0, stderr: '' });
  const { values } = await readNpy(join(folder, 'out', 'coffee_80x96.mean.npy'));
  expect(values.every((metres) => metres > 0 && metres < 1)).toBe(true);
  expect((await run('packs', 'make', 'mean.onnx')).code).toBe(2);
});
