import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { writeFileWithSidecar, writeFile as writeWhole } from '../../core/disk/write-file.ts';
import { keepExport } from '../../core/exports/keep-export.ts';
import type { Context } from '../../core/project/context.ts';
import { openProject, type Project } from '../../core/project/project.ts';
import { addressesIn } from '../../core/project/references.ts';
import type { Write } from '../../core/project/write.ts';
import { leftBehind, play, waysToChoose } from './power-loss.ts';
import { type RecordedDisk, recordDisk } from './recorded-disk.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const piece = (random: () => number) =>
  Buffer.from(Array.from({ length: 40 }, () => Math.floor(random() * 256)));

export interface PowerLoss {
  operations: number;
  states: number;
  faults: string[];
}

/** Work on a project and exports beside it, recorded; then every moment at which the power may be lost, in `atRandom` states and the extreme ones. */
export async function losePower(
  folder: string,
  random: () => number,
  { rounds, atRandom }: { rounds: number; atRandom: number },
): Promise<PowerLoss> {
  const root = join(folder, 'project');
  const outputs = join(root, 'exports to a place');
  const recorded = recordDisk();
  const project = await openProject(root, { create: true, disk: recorded.disk });
  const versions = new Map<string, Set<string>>();
  await recorded.disk.makeFolder(outputs);
  for (let k = 0; k < rounds; k++) {
    await keepFiles(project, recorded, random);
    await exportInto(project, recorded, random);
    await exportBeside(join(outputs, `model ${k % 2}.bin`), recorded, { random, versions });
  }
  project.close();
  return replay(root, recorded, { random, atRandom, versions });
}

/** Everything that the rows of the project speak of now, by its place and sha256. */
async function noteRows(project: Project, { operations }: RecordedDisk): Promise<void> {
  const wanted = new Map<string, string>();
  for (const address of project.database.prepare<[], string>('SELECT address FROM files').pluck().all())
    wanted.set(project.files.pathOf(address), address);
  for (const { id, fileName, state } of project.exports.all()) {
    const path = join(project.exportsFolder, id, fileName);
    if (state === 'done') wanted.set(path, sha256(await readFile(path)));
  }
  operations.push({ does: 'rows', wanted });
}

/** As import does it: temporary files, staged, put in the transaction of their rows; some are let go of again. */
async function keepFiles(project: Project, recorded: RecordedDisk, random: () => number): Promise<void> {
  const { files } = project;
  const by: Write = async (work) => {
    const answer = await project.write(work);
    await noteRows(project, recorded);
    return answer;
  };
  const paths = [files.temporary(), files.temporary()];
  for (const path of paths) {
    const handle = await recorded.disk.open(path, 'wx');
    const bytes = piece(random);
    await handle.write(bytes, 0, bytes.length, null);
    await handle.close();
  }
  const staged = await files.stage(
    paths.map((path) => ({ path, type: 'image/png' })),
    by,
  );
  await files.write(staged, ({ put }) => staged.map(put), by);
  if (random() < 0.5) await files.write([], ({ drop }) => drop(addressesIn(staged[0].address)), by);
}

/** As an export into the project does it. */
async function exportInto(project: Project, recorded: RecordedDisk, random: () => number): Promise<void> {
  const noted =
    (write: Write): Write =>
    async (work) => {
      const answer = await write(work);
      await noteRows(project, recorded);
      return answer;
    };
  const context = {
    project: { ...project, write: noted(project.write), persist: noted(project.persist) },
    stops: new Map(),
    engineId: 'e6fc6381-027b-483d-b5d7-dd7b969dcab1',
    signal: new AbortController().signal,
    changed: () => {},
    progress: () => {},
  } as unknown as Context;
  const about = { runId: crypto.randomUUID(), kind: 'mesh', fileName: 'model.glb', options: {} } as const;
  project.database.pragma('foreign_keys = OFF');
  await keepExport(
    context,
    about,
    async (path) => ({
      bytes: await writeWhole(path, { overwrite: false, disk: recorded.disk }, async (sink, patch) => {
        await sink(piece(random));
        await sink(piece(random));
        await patch(4, Buffer.from('a table of offsets'));
      }),
    }),
    recorded.disk,
  );
}

interface Versions {
  random: () => number;
  /** By path: what was there before, and what is to be there. */
  versions: Map<string, Set<string>>;
}

/** As an export to a place of a person does it, with a sidecar, over an earlier one. */
async function exportBeside(
  path: string,
  { disk }: RecordedDisk,
  { random, versions }: Versions,
): Promise<void> {
  const bytes = piece(random);
  const know = (at: string, content: Uint8Array) =>
    versions.set(at, (versions.get(at) ?? new Set()).add(sha256(content)));
  know(path, bytes);
  const facts = { number: random() };
  const sidecar = { ...facts, bytes: { [basename(path)]: bytes.length } };
  know(`${path}.json`, Buffer.from(`${JSON.stringify(sidecar, null, 2)}\n`));
  await writeFileWithSidecar(path, { overwrite: true, disk }, async (sink) => {
    await sink(bytes);
    return facts;
  });
}

function replay(
  root: string,
  { operations }: RecordedDisk,
  { random, atRandom, versions }: Versions & { atRandom: number },
): PowerLoss {
  const faults: string[] = [];
  let states = 0;
  for (let end = 1; end <= operations.length; end++) {
    const played = play(operations.slice(0, end));
    for (const choose of waysToChoose(played, random, atRandom)) {
      const left = leftBehind(played, root, choose);
      states++;
      const after = `after operation ${end} (${operations[end - 1].does})`;
      for (const [path, address] of played.wanted) {
        const found = left.get(path);
        if (!found || sha256(found) !== address)
          faults.push(
            `${after}: a row speaks of ${relative(root, path)}, which is ${found ? 'not whole' : 'lost'}`,
          );
      }
      for (const [path, known] of versions) {
        const found = left.get(path);
        if (found && !known.has(sha256(found))) faults.push(`${after}: ${relative(root, path)} is not whole`);
      }
    }
  }
  return { operations: operations.length, states, faults: [...new Set(faults)] };
}
