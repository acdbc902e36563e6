import { basename, join } from 'node:path';
import { type Command, Option } from 'commander';
import { DepthroomError } from '../../contract/errors.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { Engine } from '../../core/host/engine.ts';
import type { ExportRequest } from '../../core/worker/export-task.ts';
import { addOptionFlags, givenOptions, priorFile } from '../terminal/option-flags.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { generalOptions, whenStopped, withEngine } from '../terminal/session.ts';
import { tellFailure } from '../terminal/tell-failure.ts';
import { allOption, choosePacks } from './choose-packs.ts';
import { findPhotos } from './find-photos.ts';
import { importOnce } from './import-once.ts';
import { checkOutputs, estimatePaths, uniqueStems } from './output-paths.ts';
import { type RunRecord, runRecord, writeRunRecord } from './run-record.ts';

interface EstimateFlags {
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
    .argument('<photo...>', 'photos, or folders of photos')
    .option(
      '--pack <id or folder>',
      'model pack; may be given several times',
      (value: string, others: string[] = []) => [...others, value],
    )
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
    .option('--force', 'overwrite files of the same name');
  addOptionFlags(command);
  command.addHelpText(
    'after',
    `
The .npy holds raw float32 values [height, width]: metres for metric packs, relative values for the others; the .json says
which, with options, seed, pack hash, provider and times. A map of the model's uncertainty, where there is one, goes to
<photo>.<pack>.uncertainty.npy.`,
  );
  command.action((paths: string[], flags: EstimateFlags) => estimateCommand(command, paths, flags));
}

async function estimateCommand(command: Command, paths: string[], flags: EstimateFlags): Promise<void> {
  const { json } = generalOptions(command);
  const photoPaths = await findPhotos(paths);
  const records: RunRecord[] = [];
  let failures = 0;

  await withEngine(command, async (engine, stop) => {
    const packIds = await choosePacks(engine, flags);
    const stems = await planStems(photoPaths, packIds, flags.out, priorFile(givenOptions(command)));
    const options = await withPrior(engine, givenOptions(command), stop);
    const bringIn = importOnce(engine, stop);
    const runsOf = new Map<string, Run[]>();
    for (const [k, path] of photoPaths.entries()) {
      if (stop.aborted) break;
      try {
        const photo = await bringIn(path);
        const wanted = { photoIds: [photo.id], packIds, options, provider: flags.provider };
        const queued = runsOf.get(photo.id) ?? (await engine.call('estimate', wanted, { signal: stop }));
        runsOf.set(photo.id, queued);
        whenStopped(stop, 'stop the runs', () => cancelAll(engine, queued));
        for (const run of queued.filter((item) => packIds.includes(item.packId))) {
          const record = await finish(engine, photo, run, stems[k], flags, stop);
          records.push(record);
          if (record.error) failures++;
          if (!json)
            console.log(
              record.error
                ? `${path}: ${record.packTitle}: ${record.error.message}`
                : record.files?.join('\n'),
            );
        }
      } catch (thrown) {
        if (stop.aborted) break;
        failures++;
        tellFailure(thrown, path);
      }
    }
    if (stop.aborted) throw new DepthroomError('cancelled', 'Stopped; what was finished is written.');
  });
  if (json) console.log(JSON.stringify(records, null, 2));
  if (failures > 0) process.exitCode = 1;
}

/** What the files of each photo are called by. Throws `bad-input` where one would overwrite a photo or the prior. */
async function planStems(
  photoPaths: readonly string[],
  packIds: readonly string[],
  folder: string,
  prior: string | undefined,
): Promise<string[]> {
  const pathsOf = (stem: string) =>
    [...new Set(packIds)].flatMap((packId) => estimatePaths(join(folder, `${stem}.${packId}`)));
  const names = photoPaths.map((path) => basename(path));
  const stems = uniqueStems(names, pathsOf);
  await checkOutputs(stems.flatMap(pathsOf), [...photoPaths, prior]);
  return stems;
}

/** `--prior` takes a .npy as well as a pack. */
async function withPrior(engine: Engine, options: ReturnType<typeof givenOptions>, stop: AbortSignal) {
  const prior = priorFile(options);
  return prior !== undefined
    ? { ...options, prior: await engine.local('importPrior', { path: prior }, { signal: stop }) }
    : options;
}

async function cancelAll(engine: Engine, runs: readonly Run[]): Promise<void> {
  // Those that have ended meanwhile are not there to be stopped.
  await Promise.allSettled(runs.map(({ id }) => engine.call('cancelRun', { runId: id })));
}

/** Waits for a run and writes its files. */
async function finish(
  engine: Engine,
  photo: Photo,
  queued: Run,
  stem: string,
  flags: EstimateFlags,
  stop: AbortSignal,
): Promise<RunRecord> {
  const line = progressLine(`${photo.name}  ${queued.packTitle}`);
  const run = await engine.local('whenRunEnded', { runId: queued.id }, { report: line.show });
  line.clear();
  if (!run.result) return runRecord(photo, run, flags.size, null);

  const base = join(flags.out, `${stem}.${run.packId}`);
  const overwrite = flags.force ?? false;
  const files: string[] = [];
  const write = async (ending: string, request: ExportRequest) => {
    const path = `${base}.${ending}`;
    await engine.local('writeExportTo', { photo, run, request, path, overwrite }, { signal: stop });
    files.push(path);
  };
  await write('npy', { kind: 'npy', of: 'depth', size: flags.size });
  await write('png', { kind: 'preview' });
  if (run.result.uncertainty)
    await write('uncertainty.npy', { kind: 'npy', of: 'uncertainty', size: flags.size });
  files.push(`${base}.json`);
  const record = runRecord(photo, run, flags.size, files);
  await writeRunRecord(`${base}.json`, record, overwrite);
  return record;
}
