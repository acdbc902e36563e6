import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { DepthroomError, toFailure } from '../../../contract/errors.ts';
import { resolveOptions } from '../../../contract/options.ts';
import type { RunOptions } from '../../../contract/schemas.ts';
import { knownFailure } from '../../../core/disk/system-failure.ts';
import { verifyPack } from '../../../core/library/packs/pack-files.ts';
import { readPack } from '../../../core/library/packs/packs.ts';
import { decodePixels } from '../../../core/photos/decode.ts';
import { inspectPhoto } from '../../../core/photos/inspect.ts';
import { renderPreviews } from '../../../core/photos/previews.ts';
import { checkProject } from '../../../core/project/care/check-project.ts';
import { databaseFailure } from '../../../core/project/database-failure.ts';
import { openProject } from '../../../core/project/project.ts';
import { ROW_TABLES } from '../../../core/project/references.ts';
import { listTrash } from '../../../core/project/trash/list-trash.ts';
import { sweepProject } from '../../../core/project/trash/sweep.ts';
import { runEstimate } from '../../../core/tasks/estimate.ts';
import { runReadTruth } from '../../../core/tasks/truth.ts';
import { depthFiles } from '../../fixtures/depth-files.ts';
import { photoOf } from '../../fixtures/finished-run.ts';
import { makePhotos } from '../../fixtures/make-photos.ts';
import { RESOURCES, SAMPLE } from '../../paths.ts';
import { meanGraph, writeLatentPack, writePack } from '../../synthetic-pack.ts';
import { mutateBytes, mutateJson } from '../mutate.ts';
import { unpackSchema2 } from '../on-disk.ts';
import { oneOf } from '../seeded.ts';
import type { PrepareKind } from './program.ts';

/** What a task fails with, as the worker process says it. */
async function asTask(work: Promise<unknown>): Promise<void> {
  await work.catch((thrown) => {
    const { code, message } = toFailure(knownFailure(thrown));
    throw new DepthroomError(code, message, { cause: thrown });
  });
}

/** Photos of every format that is read, with profiles, EXIF and orientation; read as an import does. */
export const PHOTOS: PrepareKind = async (folder) => {
  const samples = join(folder, 'samples');
  await makePhotos(samples);
  const names = (await readdir(samples)).sort();
  const photos = await Promise.all(names.map((name) => readFile(join(samples, name))));
  const path = join(folder, 'photo');
  return async (random) => {
    await writeFile(path, mutateBytes(random, oneOf(random, photos)));
    await inspectPhoto(path, 'photo');
    await renderPreviews(path, 'photo');
    await decodePixels(path, 'photo');
  };
};

/** Ground truth in every format that is read, as the worker reads it. */
export const DEPTH: PrepareKind = async (folder) => {
  const files = (['npy', 'npz', 'exr', 'tiff'] as const).flatMap((format) => depthFiles(format));
  const grey = sharp(
    Uint16Array.from({ length: 70 }, (_, p) => 900 * p),
    {
      raw: { width: 10, height: 7, channels: 1 },
    },
  ).toColourspace('grey16');
  const pfm = Buffer.concat([Buffer.from('Pf\n10 7\n-1.0\n'), Buffer.alloc(280, 7)]);
  const dpt = Buffer.alloc(12 + 280, 7);
  dpt.writeFloatLE(202021.25, 0);
  dpt.writeInt32LE(10, 4);
  dpt.writeInt32LE(7, 8);
  const samples = [...files.map(({ file }) => file), await grey.png().toBuffer(), pfm, dpt];
  const photo = photoOf({
    depth: { kind: 'metric', width: 10, height: 7, values: new Float32Array(70) },
    photo: { width: 10, height: 7 },
  });
  const path = join(folder, 'depth');
  return async (random) => {
    await writeFile(path, mutateBytes(random, oneOf(random, samples)));
    const question = {
      path,
      name: 'depth',
      photo,
      calibration: null,
      convention: {},
      temporaryFolder: folder,
    };
    await asTask(runReadTruth(question));
  };
};

const ZOEDEPTH = {
  system: 'zoedepth',
  depth: { kind: 'metric', min: 0, max: 10 },
  input: {
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
    pad: true,
    size: { height: 64, width: 96 },
    multipleOf: 32,
  },
  defaults: { flip: true },
};

/** Small packs, their pack.json or one of their graphs changed and pinned again, read and estimated with. */
export const PACKS: PrepareKind = async (folder) => {
  const made = [
    writePack(ZOEDEPTH, { model: meanGraph(1, 0.5) }),
    writeLatentPack({ system: 'marigold' }),
    writeLatentPack({ system: 'metricgold' }),
  ];
  const packs = await Promise.all(
    made.map(async ({ folder: from }) => ({
      json: JSON.parse(await readFile(join(from, 'pack.json'), 'utf8')) as PackWords,
      files: new Map(
        await Promise.all(
          (await readdir(from)).map(async (name) => [name, await readFile(join(from, name))] as const),
        ),
      ),
    })),
  );
  const place = join(folder, 'pack');
  return async (random) => {
    await rm(place, { recursive: true, force: true });
    await mkdir(place, { recursive: true });
    const { json, files } = oneOf(random, packs);
    let words: unknown = structuredClone(json);
    for (const [name, bytes] of files) await writeFile(join(place, name), bytes);
    if (random() < 0.6) {
      const graph = oneOf(random, Object.values((words as PackWords).graphs));
      const bytes = mutateBytes(random, files.get(graph.file) ?? Buffer.alloc(0));
      await writeFile(join(place, graph.file), bytes);
      graph.sha256 = createHash('sha256').update(bytes).digest('hex');
      graph.bytes = bytes.length;
    } else words = mutateJson(random, words);
    const text = Buffer.from(JSON.stringify(words) ?? '');
    await writeFile(join(place, 'pack.json'), random() < 0.1 ? mutateBytes(random, text) : text);
    const read = await readPack(place);
    await verifyPack(read);
    await asTask(runEstimate(taskOf(read), () => {}));
    function taskOf({ pack, folder: packFolder, hash }: typeof read) {
      return {
        photoPath: SAMPLE,
        pack,
        packFolder,
        packHash: hash,
        checkedStamp: null,
        // As they stand in the row of a run.
        options: resolveOptions(pack, {}) as RunOptions,
        prior: null,
        provider: 'cpu',
        temporaryFolder: folder,
        memoryBudgetInBytes: 0,
        selfTestGraph: join(RESOURCES, 'self-test.onnx'),
        brokenProviders: [],
      };
    }
  };
};

interface PackWords {
  graphs: Record<string, { file: string; sha256: string; bytes: number }>;
}

/** A project whose database or rows were changed, opened, tidied up, read and checked. */
export const PROJECTS: PrepareKind = async (folder) => {
  const whole = join(folder, 'whole');
  await unpackSchema2(whole);
  const place = join(folder, 'project');
  return async (random) => {
    await rm(place, { recursive: true, force: true });
    await cp(whole, place, { recursive: true });
    const path = join(place, 'project.db');
    if (random() < 0.3) await writeFile(path, mutateBytes(random, await readFile(path)));
    else changeRows(path, random);
    const repair = random() < 0.2 ? oneOf(random, ['set-aside', 'restore-backup'] as const) : undefined;
    const project = await openProject(place, { create: random() < 0.5, repair });
    try {
      for (const table of ['photos', 'runs', 'exports', 'truths', 'comparisons'] as const)
        project[table].all();
      await sweepProject(project);
      await listTrash(project);
      await checkProject(project, () => {});
    } catch (thrown) {
      // As the session of an engine does it.
      throw databaseFailure(thrown);
    } finally {
      project.close();
    }
  };
};

function changeRows(path: string, random: () => number): void {
  const database = new Database(path);
  database.pragma('foreign_keys = OFF');
  const table = oneOf(random, ROW_TABLES);
  const row = database.prepare(`SELECT rowid, * FROM ${table} LIMIT 1`).get() as
    | Record<string, unknown>
    | undefined;
  try {
    if (!row) return;
    const record = mutateJson(random, JSON.parse(String(row.record)));
    if (random() < 0.8)
      database.prepare(`UPDATE ${table} SET record = ?`).run(JSON.stringify(record) ?? 'null');
    else {
      const column = oneOf(
        random,
        Object.keys(row).filter((name) => name !== 'rowid'),
      );
      const value = oneOf(random, ['', 'x', '../x', -1, Buffer.from('x'), 'f'.repeat(64)]);
      database.prepare(`UPDATE ${table} SET "${column}" = ?`).run(value);
    }
  } catch {
    // What the schema does not take cannot lie there.
  } finally {
    database.close();
  }
}
