import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toFailure } from '../../contract/errors.ts';
import { openProject, type Project } from '../../core/project/project.ts';
import { addressesIn } from '../../core/project/references.ts';
import { emptyExpired, emptyTrash } from '../../core/project/trash/empty-trash.ts';
import { sweepProject } from '../../core/project/trash/sweep.ts';
import { alterDatabase, writeOld } from './on-disk.ts';
import { seeded } from './seeded.ts';

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

/** What became of a folder with files of somebody else: how the project was opened, and those files before and after. */
export interface LayoutOutcome {
  /** `opened`, or the code of the refusal. */
  outcome: string;
  before: Record<string, string>;
  after: Record<string, string>;
}

/** Makes a random folder with files of somebody else in it, opens it as a project and works there. The same number makes the same folder. */
export async function tryLayout(layout: number, folder: string): Promise<LayoutOutcome> {
  const random = seeded(layout);
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
  return { outcome, before: written, after: await present(folder, foreign) };
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
