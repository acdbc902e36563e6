import { type Command, Option } from 'commander';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { Engine } from '../../core/host/engine.ts';
import type { FoundRun } from '../../core/runs/find-or-queue.ts';
import type { PlannedRun } from '../../core/runs/plan-runs.ts';
import type { ExportRequest } from '../../core/worker/export-task.ts';
import { addBatchFlags, BATCH_HELP, type BatchFlags, collect, requirePhotos } from '../batch/batch-flags.ts';
import { choosePart } from '../batch/choose-part.ts';
import { type FoundFiles, foundBefore, madeMeanwhile } from '../batch/made-meanwhile.ts';
import { requireOutFolder } from '../batch/out-folder.ts';
import { failOne, startTally, type Tally } from '../batch/tally.ts';
import { workBatch } from '../batch/work-batch.ts';
import { writeTogether } from '../batch/write-together.ts';
import { addOptionFlags, givenOptions, priorFile } from '../terminal/option-flags.ts';
import { generalOptions, withEngine } from '../terminal/session.ts';
import { allOption, choosePacks } from './choose-packs.ts';
import { openRuns } from './find-or-run.ts';
import { findPhotos } from './find-photos.ts';
import { findEstimate } from './finished-files.ts';
import { importOnce } from './import-once.ts';
import { checkOutputs, estimatePaths, estimatePathsOf } from './output-paths.ts';
import { planNames, uniqueItems } from './plan-names.ts';
import { type RunRecord, runRecord, writeRunRecord } from './run-record.ts';
import { withPrior } from './with-prior.ts';

export interface EstimateFlags extends BatchFlags {
  pack?: string[];
  all?: boolean;
  out: string;
  size: 'photo' | 'model';
  provider: string;
  force?: boolean;
}

export function addEstimate(program: Command): void {
  const command = program
    .command('estimate')
    .description('photos (files or folders) to depth maps: <photo>.<pack>.npy, .png and .json')
    .argument('[photo...]', 'photos, or folders of photos')
    .option('--pack <id or folder>', 'model pack; may be given several times', collect)
    .addOption(allOption())
    .requiredOption('-o, --out <folder>', 'where the files go')
    .addOption(
      new Option('--size <size>', 'size of the .npy: that of the photo, or of the model')
        .choices(['photo', 'model'])
        .default('photo'),
    )
    .option(
      '--provider <name>',
      'execution provider: auto, cpu, webgpu, cuda, dml, coreml; cuda:1 is the second adapter, cuda:4070 one by its name, webgpu:integrated the one of the processor',
      'auto',
    )
    .option('--force', 'estimate again what is done, and overwrite files of the same name');
  addBatchFlags(command);
  addOptionFlags(command);
  command.addHelpText(
    'after',
    `
The .npy holds raw float32 values [height, width]: metres for metric packs, relative values for the others; the .json says
which, with options, seed, pack hash, provider and times. A map of the model's uncertainty, where there is one, goes to
<photo>.<pack>.uncertainty.npy.
${BATCH_HELP}`,
  );
  command.action((paths: string[], flags: EstimateFlags) => estimateCommand(command, paths, flags));
}

/** A photo of the batch, and what its files begin with for each pack. */
export interface EstimateItem {
  path: string;
  bases: readonly string[];
}

/** One pack on one photo, before its depth is there. */
interface Part {
  planned: PlannedRun;
  base: string;
  files: FoundFiles<RunRecord>;
  found: FoundRun | null;
  failure: unknown;
}

interface Prepared {
  /** Null where nothing is to be done. */
  photo: Photo | null;
  parts: Part[];
}

async function estimateCommand(command: Command, paths: string[], flags: EstimateFlags): Promise<void> {
  const { json } = generalOptions(command);
  requirePhotos(command, paths, flags);
  await requireOutFolder(flags.out);
  const photos = await findPhotos(paths, flags);
  const chosen = choosePart(photos.length, flags);
  const given = givenOptions(command);
  // Of several, one is brought in and one is exported while another is estimated.
  const hasOneWorker = chosen.length === 1 && flags.pack?.length === 1 && given.prior === undefined;
  const work = async (engine: Engine, stop: AbortSignal) => {
    const packIds = await choosePacks(engine, flags);
    const options = await withPrior(engine, given, stop);
    const plans = await engine.local('planRuns', { packIds, options });
    const bases = planNames(photos, {
      ...flags,
      template: flags.name,
      packs: () => plans,
      filesOf: estimatePaths,
    });
    const items = uniqueItems(chosen.map((k) => ({ path: photos[k].path, bases: bases[k] })));
    const outputs = items.flatMap((item) => item.bases.flatMap(estimatePaths));
    await checkOutputs(outputs, [...photos.map(({ path }) => path), priorFile(given)]);
    const tally = startTally(json);
    await estimateAll(engine, items, plans, { flags, tally, stop }).finally(tally.end);
  };
  await withEngine(command, work, { hasOneWorker });
}

/** Estimates what is not there yet, and tells it as it is. Throws what is no fault of one photo. */
export async function estimateAll(
  engine: Engine,
  items: readonly EstimateItem[],
  plans: readonly PlannedRun[],
  { flags, tally, stop }: { flags: EstimateFlags; tally: Tally; stop: AbortSignal },
): Promise<void> {
  const bringIn = importOnce(engine, stop);
  const runs = openRuns(engine, stop);
  const again = flags.force ?? false;
  const wantedOf = (photo: Photo, { packId, options }: PlannedRun) => ({
    photo,
    packId,
    options,
    provider: flags.provider,
    again,
  });

  /** What is there of a part; where it has to be made and its files cannot be written, nothing is estimated for that. */
  const lookAt = async (photoPath: string, planned: PlannedRun, base: string) => {
    const look = () => findEstimate(base, { photoPath, planned, size: flags.size }, stop);
    return foundBefore(estimatePathsOf(base, { hasUncertainty: false }), again, look, stop).then(
      (files) => ({ files, failure: null }),
      (failure: unknown) => ({ files: UNKNOWN_FILES, failure }),
    );
  };

  const prepare = async ({ path, bases }: EstimateItem): Promise<Prepared> => {
    const parts: Part[] = [];
    for (const [k, planned] of plans.entries())
      parts.push({ planned, base: bases[k], found: null, ...(await lookAt(path, planned, bases[k])) });
    const open = parts.filter(
      ({ files, failure }) => failure === null && (again || files.state !== 'complete'),
    );
    if (open.length === 0) return { photo: null, parts };
    const photo = await bringIn(path);
    for (const part of open)
      part.found = await runs.find(wantedOf(photo, part.planned)).catch((thrown) => {
        part.failure = thrown;
        return null;
      });
    return { photo, parts };
  };

  const finishPart = async (path: string, photo: Photo | null, part: Part) => {
    const { planned, base, files, found } = part;
    if (part.failure !== null) throw part.failure;
    if (!photo || !found) {
      const record = recordThere(base, files.facts);
      return tally.made(path, 'reused', record, record.files);
    }
    const run = await runs.finish(wantedOf(photo, planned), found);
    const place = { base, mayReplace: again || files.state === 'ours' };
    const record = await writeFiles(engine, photo, run, place, flags, stop).catch(async (thrown) => {
      const look = () => findEstimate(base, { photoPath: path, planned, size: flags.size }, stop);
      return recordThere(base, await madeMeanwhile(thrown, look, stop));
    });
    tally.made(path, found.was === 'finished' ? 'reused' : 'done', record, record.files ?? []);
  };

  const finish = async (item: EstimateItem, prepared: Promise<Prepared>) => {
    const { path } = item;
    const left = () => items.length - 1 - items.indexOf(item);
    const attempt = async (work: () => Promise<void>, facts: { pack?: string }) =>
      work().catch((thrown) => {
        if (stop.aborted) throw thrown;
        failOne(tally, { path, thrown, left, out: flags.out }, facts);
      });
    await attempt(async () => {
      const { photo, parts } = await prepared;
      for (const part of parts)
        await attempt(() => finishPart(path, photo, part), { pack: part.planned.packId });
    }, {});
  };

  await workBatch(items, { prepare, finish, cancel: runs.cancel }, stop);
}

const UNKNOWN_FILES: FoundFiles<RunRecord> = { state: 'unknown', facts: null };

/** The record of an estimate that is there, with its files. */
function recordThere<Facts extends RunRecord | null>(base: string, facts: Facts) {
  return { ...facts, files: estimatePathsOf(base, { hasUncertainty: Boolean(facts?.uncertaintyUnit) }) };
}

/** Writes the files of a finished run. */
async function writeFiles(
  engine: Engine,
  photo: Photo,
  run: Run,
  { base, mayReplace }: { base: string; mayReplace: boolean },
  { size }: EstimateFlags,
  stop: AbortSignal,
): Promise<RunRecord> {
  const hasUncertainty = Boolean(run.result?.uncertainty);
  const files = estimatePathsOf(base, { hasUncertainty });
  const record = runRecord(photo, run, size, files);
  await writeTogether(files, mayReplace, async (placeOf) => {
    const write = async (ending: string, request: ExportRequest) => {
      const path = placeOf(`${base}.${ending}`);
      await engine.local('writeExportTo', { photo, run, request, path, overwrite: false }, { signal: stop });
    };
    const previewPath = placeOf(`${base}.png`);
    if (size === 'photo') await write('npy', { kind: 'npy', of: 'depth', size, previewPath });
    else {
      await write('npy', { kind: 'npy', of: 'depth', size });
      await write('png', { kind: 'preview' });
    }
    if (hasUncertainty) await write('uncertainty.npy', { kind: 'npy', of: 'uncertainty', size });
    await writeRunRecord(placeOf(`${base}.json`), record, false);
  });
  return record;
}
