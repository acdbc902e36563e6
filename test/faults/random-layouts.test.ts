import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { toFailure } from '../../contract/errors.ts';
import { openProject, type Project } from '../../core/project/project.ts';
import { addressesIn } from '../../core/project/references.ts';
import { emptyExpired, emptyTrash } from '../../core/project/trash/empty-trash.ts';
import { sweepProject } from '../../core/project/trash/sweep.ts';
import { temporaryFolder } from '../open-engine.ts';
import { alterDatabase, writeOld } from './folders.ts';

const LAYOUTS = 200;

/** A generator of numbers from 0 to 1 that is the same every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const FOLDERS = [
  '',
  'files',
  'temporary',
  'exports',
  'trash',
  'locks',
  'backups',
  'pictures',
  'trash/2021-01-01',
];
const address = (text: string) => createHash('sha256').update(text).digest('hex');

/** Names as a person, another program or somebody who knows ours would choose them. */
function nameOf(random: () => number, k: number): string {
  const uuid = `${address(`${k}`).slice(0, 8)}-0000-4000-8000-${address(`${k}`).slice(0, 12)}`;
  const names = [
    'notes.txt',
    'IMG_1.jpg',
    address(`wrong ${k}`),
    `${uuid}/model.ply`,
    `${uuid}.txt`,
    '.hidden',
  ];
  names.push(
    `${uuid}.${uuid}.txt`,
    `photo.jpg.${address('x').slice(0, 16)}.part`,
    'project.blend',
    'a/b/c.txt',
  );
  return names[Math.floor(random() * names.length)];
}

/** Work as in a session: files come, go, and are looked after. */
async function work(project: Project, random: () => number): Promise<void> {
  const { files } = project;
  for (let k = 0; k < 2; k++) {
    const path = files.temporary();
    await writeFile(path, `ours ${random()}`);
    const [staged] = await files.stage([{ path, type: 'image/png' }]);
    await files.write([staged], ({ put, drop }) => {
      put(staged);
      if (random() < 0.5) drop(addressesIn(staged.address));
    });
  }
  await emptyTrash(project);
  await emptyExpired(project, Date.now() + 1e12);
  await sweepProject(project);
}

test(`in ${LAYOUTS} random folders no file of somebody else is touched`, { timeout: 60_000 }, async () => {
  const root = await quickFolder();
  const outcomes: Record<string, number> = {};
  for (let layout = 0; layout < LAYOUTS; layout++) {
    const random = seeded(layout);
    const folder = join(root, `${layout}`);
    const isProject = random() < 0.5;
    if (isProject) {
      const project = await openProject(folder, { create: true });
      if (random() < 0.3) await work(project, random);
      project.close();
      if (random() < 0.2) alterDatabase(folder, (database) => database.exec('DELETE FROM files'));
    }
    const foreign: Record<string, string> = {};
    for (let k = 0; k < 1 + random() * 6; k++) {
      const place = FOLDERS[Math.floor(random() * FOLDERS.length)];
      foreign[join(place, nameOf(random, k))] = `somebody's ${layout} ${k}`;
    }
    await writeOld(folder, foreign).catch(() => undefined);
    const written = await present(folder, foreign);

    const repair = random() < 0.3 ? ('set-aside' as const) : undefined;
    const outcome = await openProject(folder, { create: random() < 0.8, repair }).then(
      async (project) => {
        await work(project, random);
        project.close();
        return 'opened';
      },
      (thrown) => toFailure(thrown).code,
    );
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    expect(await present(folder, foreign), `layout ${layout}, ${outcome}`).toEqual(written);
  }
  // All ways were gone, and none ended in a failure of our own.
  expect(Object.keys(outcomes).sort()).toEqual(['bad-input', 'needs-repair', 'not-found', 'opened']);
});

/** In memory where there is such a place: some thousand commits wait for a disk otherwise. */
async function quickFolder(): Promise<string> {
  if (!existsSync('/dev/shm')) return temporaryFolder();
  const folder = await mkdtemp('/dev/shm/depthroom-test-');
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The files that are there, with their content and time. */
async function present(folder: string, files: Record<string, string>): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of Object.keys(files)) {
    const path = join(folder, name);
    const facts = await stat(path).catch(() => null);
    if (facts) found[name] = `${facts.mtimeMs} ${facts.isFile() ? await readFile(path, 'utf8') : ''}`;
  }
  return found;
}
