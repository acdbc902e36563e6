import { randomBytes } from 'node:crypto';
import { readdir, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { SPARE_ROOM } from '../../core/disk/spare-room.ts';
import { createHandler } from '../../core/host/http.ts';
import { backUpProject } from '../../core/project/care/backup-project.ts';
import { HOST_LOCK } from '../../core/project/host-lock.ts';
import { openProject } from '../../core/project/project.ts';
import { openTestEngine, SAMPLE, temporaryFolder } from '../open-engine.ts';
import { fillDisk, mountDisk } from './long/conditions.ts';

const MEGABYTES = 48;

/** A small disk in memory; null where this user may not have one. */
async function smallDisk(): Promise<string | null> {
  const folder = join(await temporaryFolder(), 'disk');
  const disk = await mountDisk(folder, MEGABYTES);
  if (!disk) return null;
  onTestFinished(disk.unmount);
  return folder;
}

/** Writes until nothing more fits, the log of the database included, which keeps room for what comes next; answers with what makes room again. */
async function fill(folder: string): Promise<() => Promise<void>> {
  const database = new Database(join(folder, 'project', 'project.db'));
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  const makeRoom = await fillDisk(folder);
  const { bavail } = await statfs(folder);
  expect(bavail).toBe(0);
  return makeRoom;
}

/** So long that the disk is full before the run ends. */
const LONG = { steps: 4, ensemble: 12 };

test('on a full disk nothing stops, calls say so, and photos can be removed to make room', async (context) => {
  const disk = await smallDisk();
  if (!disk) return context.skip('mounting a small disk needs more rights than this user has');
  const told: string[] = [];
  const options = {
    projectFolder: join(disk, 'project'),
    heartbeatMs: 50,
    report: (name: string, thrown: unknown) => told.push(`${name}: ${(thrown as Error).message}`),
  };
  const engine = await openTestEngine(options);
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  await expect.poll(() => statfs(join(options.projectFolder, SPARE_ROOM)).then(() => true)).toBe(true);
  const makeRoom = await fill(disk);

  const call = (name: string, input: object) =>
    createHandler(
      engine,
      '',
    )(
      new Request(`http://depthroom/call/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      }),
    );
  // Idle: the heartbeat finds the disk full, again and again.
  await expect.poll(() => told.length).toBeGreaterThan(3);
  expect(told[0]).toContain('free some space');
  const refused = await call('renamePhoto', { photoId: photo.id, name: 'renamed.png' });
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([507, 'no-space']);
  expect((await engine.call('snapshot', {})).photos).toEqual([photo]);
  await expect(engine.importPhoto(SAMPLE, 'again.png')).rejects.toMatchObject({ code: 'no-space' });

  // After a restart too.
  await engine.close();
  const again = await openTestEngine({ ...options, dataFolder: engine.dataFolder });
  await again.call('removePhotos', { photoIds: [photo.id] });
  expect((await again.call('snapshot', {})).photos).toEqual([]);
  await makeRoom();
  expect(await again.importPhoto(SAMPLE, 'coffee.png')).toMatchObject({ name: 'coffee.png' });
});

test('photos are removed on a disk that filled up while the project was open', async (context) => {
  const disk = await smallDisk();
  if (!disk) return context.skip('mounting a small disk needs more rights than this user has');
  const engine = await openTestEngine({ projectFolder: join(disk, 'project'), report: () => {} });
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  await expect.poll(() => statfs(join(disk, 'project', SPARE_ROOM)).then(() => true)).toBe(true);
  await fill(disk);
  await engine.call('removePhotos', { photoIds: [photo.id] });
  expect((await engine.call('snapshot', {})).photos).toEqual([]);
  // The room comes back with the trash.
  expect(await engine.findFile(photo.files.original)).toBeNull();
  expect(await engine.call('emptyTrash', {})).toEqual({ emptied: 1 });
  expect((await statfs(disk)).bavail * (await statfs(disk)).bsize).toBeGreaterThan(photo.bytes);
});

test('a run that cannot be written down on a full disk is, once there is room', async (context) => {
  const disk = await smallDisk();
  if (!disk) return context.skip('mounting a small disk needs more rights than this user has');
  const told: string[] = [];
  const report = (name: string) => told.push(name);
  const engine = await openTestEngine({ projectFolder: join(disk, 'project'), heartbeatMs: 50, report });
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  const [run] = await engine.call('estimate', {
    photoIds: [photo.id],
    packIds: ['marigold-starter'],
    options: LONG,
  });
  await expect.poll(async () => (await engine.call('snapshot', {})).runs[0].state).toBe('running');
  const makeRoom = await fill(disk);
  const estimate = engine.call('estimate', {
    photoIds: [photo.id],
    packIds: ['marigold-starter'],
    options: LONG,
  });
  await expect(estimate).rejects.toMatchObject({ code: 'no-space' });
  await expect.poll(() => told.length).toBeGreaterThan(2);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect((await engine.call('snapshot', {})).runs.map(({ state }) => state)).toEqual(['running']);
  await makeRoom();
  // The worker may have found the disk full too, while it wrote its planes.
  const ended = await engine.whenEnded(run.id);
  expect([null, 'no-space']).toContain(ended.error?.code ?? null);
});

test('who waits for a run that a full disk keeps from being written down is told so', async (context) => {
  const disk = await smallDisk();
  if (!disk) return context.skip('mounting a small disk needs more rights than this user has');
  const engine = await openTestEngine({ projectFolder: join(disk, 'project'), report: () => {} });
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  const [run] = await engine.call('estimate', {
    photoIds: [photo.id],
    packIds: ['marigold-starter'],
    options: LONG,
  });
  await expect.poll(async () => (await engine.call('snapshot', {})).runs[0].state).toBe('running');
  await fill(disk);
  const answer = engine.local('whenRunEnded', { runId: run.id });
  await expect(answer).rejects.toMatchObject({ code: 'no-space' });
});

test('a project is opened on a full disk, whose lock is no file that says nothing', async (context) => {
  const disk = await smallDisk();
  if (!disk) return context.skip('mounting a small disk needs more rights than this user has');
  const folder = join(disk, 'project');
  const first = await openTestEngine({ projectFolder: folder, report: () => {} });
  const photo = await first.importPhoto(SAMPLE, 'coffee.png');
  await expect.poll(() => statfs(join(folder, SPARE_ROOM)).then(() => true)).toBe(true);
  await first.close();
  await fill(disk);
  // As a Depthroom before this one left it there.
  await writeFile(join(folder, HOST_LOCK), '');
  const project = await openProject(folder, { create: false });
  expect(project.photos.all()).toEqual([photo]);
  project.close();
  expect(await readdir(folder)).not.toContain(HOST_LOCK);
  // Where the room that was given up is filled too, SQLite cannot work: a sentence says so.
  await fill(disk);
  await expect(openProject(folder, { create: false })).rejects.toMatchObject({ code: 'no-space' });
  expect(await readdir(folder)).not.toContain(HOST_LOCK);
});

test('a copy of a project that finds its disk full says which, and leaves nothing there', async (context) => {
  const disk = await smallDisk();
  if (!disk) return context.skip('mounting a small disk needs more rights than this user has');
  const engine = await openTestEngine({ report: () => {} });
  await engine.importPhoto(SAMPLE, 'coffee.png');
  await engine.close();
  const project = await openProject(join(engine.dataFolder, 'Default project'), { create: false });
  const makeRoom = await fillDisk(disk);
  const options = { signal: new AbortController().signal, report: () => {} };
  const copy = join(disk, 'copy');
  await expect(backUpProject(project, copy, options)).rejects.toMatchObject({
    code: 'no-space',
    message: `Could not back up the project to ${copy}, because the disk is full; free some space and try again.`,
  });
  await makeRoom();
  expect(await readdir(disk)).toEqual([]);
  expect(await backUpProject(project, copy, options)).toMatchObject({ damaged: [] });
  project.close();
});

test('a copy that its disk cannot hold is refused before its files are copied', async (context) => {
  const disk = join(await temporaryFolder(), 'disk');
  const mounted = await mountDisk(disk, 8);
  if (!mounted) return context.skip('mounting a small disk needs more rights than this user has');
  onTestFinished(mounted.unmount);
  const engine = await openTestEngine({ report: () => {} });
  const noise = join(engine.dataFolder, 'noise.png');
  const raw = { width: 2000, height: 2000, channels: 3 } as const;
  await sharp(randomBytes(3 * 2000 * 2000), { raw })
    .png({ compressionLevel: 0 })
    .toFile(noise);
  await engine.importPhoto(noise, 'noise.png');
  await engine.close();
  const project = await openProject(join(engine.dataFolder, 'Default project'), { create: false });
  const seen: number[] = [];
  const options = { signal: new AbortController().signal, report: (fraction: number) => seen.push(fraction) };
  await expect(backUpProject(project, join(disk, 'copy'), options)).rejects.toMatchObject({
    code: 'no-space',
    message: expect.stringMatching(
      /^Expected .+ MB of free space on the disk of .+ for the copy, but there are .+\.$/,
    ),
  });
  expect(seen).toEqual([]);
  expect(await readdir(disk)).toEqual([]);
  project.close();
});
