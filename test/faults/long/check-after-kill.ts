import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { readNpyPlane } from '../../../core/formats/read-npy.ts';
import { verifyPack } from '../../../core/library/packs/pack-files.ts';
import { listPacks } from '../../../core/library/packs/packs.ts';
import { checkProject } from '../../../core/project/care/check-project.ts';
import { openProject, type Project } from '../../../core/project/project.ts';
import { addressesIn } from '../../../core/project/references.ts';
import { type RawRow, readContent } from '../../../core/project/trash/content.ts';
import { sweepProject } from '../../../core/project/trash/sweep.ts';

export interface Checked {
  faults: string[];
  /** Ids of all rows, and of those in the trash. */
  ids: Set<string>;
  inTrash: Set<string>;
  goodFiles: number;
  /** Files that no row speaks of, which wait in the trash for a person. */
  unknownFiles: number;
  /** Who was at work when it was killed. */
  engines: Set<string>;
}

/** Everything below a folder by the sha256 of its content. */
export async function fingerprint(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  for (const path of entries.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(path);
    if ((await stat(path)).isFile()) hash.update(await readFile(path));
  }
  return hash.digest('hex');
}

/** Opens a project whose process was killed, tidies it up as an engine does, and looks at every row and every file. */
export async function checkAfterKill(folder: string): Promise<Checked> {
  const project = await openProject(folder, { create: false });
  try {
    await sweepProject(project);
    const check = await checkProject(project, () => {});
    const { unreadable, damaged, unknownExports, goodFiles, unknownFiles } = check;
    const faults = [
      ...unreadable,
      ...damaged.map(({ what, file, problem }) => `${problem}: ${what} (${file})`),
      ...unknownExports.map((id) => `the export ${id} has files and no row`),
      ...(await halfDone(project)),
    ];
    const content = project.database.prepare<[], string>('SELECT content FROM trash').pluck().all();
    const atWork = [...project.runs.all(), ...project.exports.all()].filter(
      ({ state }) => state === 'running' || state === 'queued',
    );
    return {
      faults,
      ids: new Set(tables(project).flatMap((table) => table.all().map(({ id }) => id))),
      inTrash: new Set(content.flatMap(rowsOf).map(({ id }) => id)),
      goodFiles,
      unknownFiles,
      engines: new Set(atWork.map(({ engineId }) => engineId)),
    };
  } finally {
    project.close();
  }
}

/** The rows that something in the trash consists of. */
function rowsOf(content: string): RawRow[] {
  const { photos = [], runs = [], exports = [], truths = [], comparisons = [] } = readContent(content) ?? {};
  return [photos, runs, exports, truths, comparisons].flat();
}

const tables = ({ photos, runs, exports, truths, comparisons }: Project) => [
  photos,
  runs,
  exports,
  truths,
  comparisons,
];

/** Rows that say more or less than there is, and files that the trash speaks of and are not there. */
async function halfDone(project: Project): Promise<string[]> {
  const faults: string[] = [];
  for (const { id, state, result, finishedAt } of project.runs.all()) {
    if ((state === 'done') !== (result !== null)) faults.push(`run ${id} is ${state}, its result is not`);
    if (state !== 'running' && state !== 'queued' && finishedAt === null) faults.push(`run ${id} has no end`);
    for (const plane of result ? [result.model, result.view] : []) {
      const bytes = (await stat(project.files.pathOf(plane.file)).catch(() => null))?.size;
      if (bytes !== 4 * plane.width * plane.height) faults.push(`a plane of run ${id} has ${bytes} bytes`);
    }
  }
  for (const { id, state, bytes } of project.exports.all()) {
    const isThere = existsSync(join(project.exportsFolder, id));
    if (state === 'done' && bytes === null) faults.push(`export ${id} is done and has no length`);
    if ((state === 'failed' || state === 'cancelled') && isThere)
      faults.push(`export ${id} is ${state} and left files`);
  }
  // The hash of a pack looks like an address and is none.
  for (const text of project.database.prepare<[], string>('SELECT content FROM trash').pluck().all())
    for (const row of rowsOf(text))
      for (const address of addressesIn(row.record.replace(/"packHash":"\w+"/g, '')))
        if (!existsSync(project.files.pathOf(address)))
          faults.push(`the trash speaks of ${address}, which is not there`);
  const lists = project.database
    .prepare<[], string>('SELECT address FROM files UNION SELECT address FROM leaving')
    .pluck()
    .all();
  for (const address of lists)
    if (!existsSync(project.files.pathOf(address))) faults.push(`${address} is listed and not there`);
  return faults;
}

/** What is wrong with the files that were written to a place of a person's: each is whole or not there. */
export async function brokenOutputs(folder: string): Promise<string[]> {
  const faults: string[] = [];
  for (const name of await readdir(folder)) {
    if (name.endsWith('.part')) continue;
    const bytes = await readFile(join(folder, name));
    try {
      if (name.endsWith('.npy')) readNpyPlane(bytes, name);
      else if (name.endsWith('.png')) await sharp(bytes, { failOn: 'warning' }).raw().toBuffer();
      else if (name.endsWith('.glb') && bytes.readUInt32LE(8) !== bytes.length) throw new Error('cut off');
      else if (name.endsWith('.json')) JSON.parse(bytes.toString('utf8'));
    } catch (thrown) {
      faults.push(`${name} is not whole (${(thrown as Error).message})`);
    }
  }
  return faults;
}

/** What is wrong with the packs that were added: each is whole or not there. */
export async function brokenPacks(models: string): Promise<string[]> {
  const faults: string[] = [];
  for (const item of await listPacks([{ folder: models, isShipped: false }])) {
    if (!('pack' in item)) faults.push(`the pack ${item.name} is half there (${item.problem})`);
    else await verifyPack(item).catch((thrown) => faults.push((thrown as Error).message));
  }
  return faults;
}
