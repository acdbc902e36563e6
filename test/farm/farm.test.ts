import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { LAUNCHER } from '../cli/run-program.ts';
import { SAMPLE, temporaryFolder } from '../open-engine.ts';

const INTEGRATION = fileURLToPath(new URL('../../integration', import.meta.url));

/** `pip install openjd-cli`; DEPTHROOM_OPENJD says where it is if not on the path. */
const OPENJD = process.env.DEPTHROOM_OPENJD ?? 'openjd';

function version(): string | null {
  try {
    return execFileSync(OPENJD, ['--version'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return null;
  }
}

const hasOpenJd = process.platform === 'linux' && version() !== null;
if (!hasOpenJd)
  console.warn('Farms are not tested: "openjd" is not here (pip install openjd-cli, or DEPTHROOM_OPENJD).');

/** Photos in a list, and a command that is called like the installed one. */
async function openFarm(count: number) {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'photos'));
  const paths: string[] = [];
  for (let k = 0; k < count; k++) {
    const path = join(folder, 'photos', `${String(k + 1).padStart(3, '0')}.png`);
    await sharp(SAMPLE)
      .modulate({ brightness: 0.5 + k / (2 * count) })
      .toFile(path);
    paths.push(path);
  }
  await writeFile(join(folder, 'list.txt'), `${paths.join('\n')}\n`);
  const depthroom = join(folder, 'depthroom');
  await writeFile(depthroom, `#!/bin/sh\nexec '${process.execPath}' '${LAUNCHER}' "$@"\n`);
  await chmod(depthroom, 0o755);
  return { folder, depthroom };
}

/** A process and what it started, the deepest last, by their parents. */
async function descendants(of: number): Promise<number[]> {
  const found = [of];
  for (const parent of found)
    for (const thread of await readdir(`/proc/${parent}/task`).catch(() => [])) {
      const children = await readFile(`/proc/${parent}/task/${thread}/children`, 'utf8').catch(() => '');
      found.push(...children.split(' ').filter(Boolean).map(Number));
    }
  return found;
}

async function killAll(child: ChildProcess): Promise<void> {
  for (const pid of (await descendants(child.pid ?? 0)).reverse())
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
}

/** When runs of a project were finished, by the sha256 of their photo. */
function finishedRuns(project: string): Map<string, string[]> {
  const database = new Database(join(project, 'project.db'), { readonly: true });
  const rows = database
    .prepare<[], { original: string; record: string }>(
      "SELECT original, runs.record AS record FROM runs JOIN photos ON photos.id = photo_id WHERE state = 'done'",
    )
    .all();
  database.close();
  const found = Map.groupBy(rows, ({ original }) => original);
  return new Map(
    [...found].map(([key, runs]) => [key, runs.map(({ record }) => JSON.parse(record).finishedAt)]),
  );
}

test.runIf(hasOpenJd)(
  'openjd: 30 photos in 6 chunks, one killed in the middle and run again; the merge holds every run once',
  { timeout: 1_800_000 },
  async () => {
    const { folder, depthroom } = await openFarm(30);
    const template = join(INTEGRATION, 'openjd', 'template.yaml');
    expect(execFileSync(OPENJD, ['check', template], { encoding: 'utf8' })).toContain('passes');
    const parameters = {
      ListFile: join(folder, 'list.txt'),
      Photos: '1-30',
      ChunkSize: '5',
      Pack: 'fastdepth',
      OutDir: join(folder, 'out'),
      DataDir: join(folder, 'data'),
      Provider: 'cpu',
      Depthroom: depthroom,
    };
    await mkdir(parameters.DataDir);
    const start = (...more: string[]) => {
      const given = Object.entries(parameters).flatMap(([name, value]) => ['-p', `${name}=${value}`]);
      const child = spawn(OPENJD, ['run', template, ...given, ...more], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      onTestFinished(() => killAll(child));
      return { child, ended: once(child, 'close'), told: text(child.stdout) };
    };
    const out = async () =>
      (await readdir(parameters.OutDir).catch(() => [] as string[])).filter((name) => !name.startsWith('.'));
    const records = async () => (await out()).filter((name) => name.endsWith('.json')).length;

    const killed = start('--step', 'Estimate', '--tasks', '[{"Lines": "11-15"}]');
    await expect.poll(records, { timeout: 600_000, interval: 20 }).toBeGreaterThanOrEqual(2);
    await killAll(killed.child);
    await killed.ended;
    const before = finishedRuns(join(parameters.DataDir, 'chunk-11-15', 'Default project'));
    expect(before.size).toBeGreaterThanOrEqual(2);
    expect(await records()).toBeLessThan(5);

    const whole = start('--step', 'Merge', '--run-dependencies');
    const [code] = await whole.ended;
    const told = await whole.told;
    expect({ code, tail: code === 0 ? '' : told.slice(-3000) }).toEqual({ code: 0, tail: '' });

    expect((await out()).sort()).toEqual(
      Array.from({ length: 30 }, (_, k) => String(k + 1).padStart(3, '0')).flatMap((stem) =>
        ['json', 'npy', 'png'].map((ending) => `${stem}.fastdepth.${ending}`),
      ),
    );
    const merged = finishedRuns(join(parameters.DataDir, 'merged'));
    expect(merged.size).toBe(30);
    expect([...merged.values()].every((times) => times.length === 1)).toBe(true);
    // What was finished before the kill was not computed again.
    for (const [photo, times] of before) expect(merged.get(photo)).toEqual(times);
  },
);

test.runIf(process.platform === 'linux')(
  'the script for Slurm makes each part of a list by the variables of an array',
  { timeout: 300_000 },
  async () => {
    const { folder } = await openFarm(5);
    const run = async (task: number) => {
      const env = {
        ...process.env,
        PATH: `${folder}:${process.env.PATH}`,
        SLURM_ARRAY_TASK_ID: String(task),
        SLURM_ARRAY_TASK_MIN: '3',
        SLURM_ARRAY_TASK_COUNT: '2',
      };
      const script = join(INTEGRATION, 'slurm', 'array.sbatch');
      const child = spawn('bash', [script, 'list.txt', 'fastdepth', 'out', 'data'], { cwd: folder, env });
      onTestFinished(() => void child.kill('SIGKILL'));
      const told = text(child.stdout);
      await once(child, 'close');
      return JSON.parse((await told).trim().split('\n').at(-1) ?? '').summary;
    };
    expect(await run(3)).toMatchObject({ done: 3, failed: 0 });
    expect(await run(4)).toMatchObject({ done: 2, failed: 0 });
    expect(await run(4)).toMatchObject({ done: 0, reused: 2 });
    expect((await readdir(join(folder, 'data'))).sort()).toEqual(['part-1', 'part-2']);
  },
);
