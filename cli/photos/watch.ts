import { stat } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { DepthroomError } from '../../contract/errors.ts';
import { PRESET_NAMES } from '../../contract/exports/presets.ts';
import { within } from '../../core/disk/background.ts';
import type { Engine } from '../../core/host/engine.ts';
import { createSettling, LOOK_MS } from '../../core/watch/settling.ts';
import { collect } from '../batch/batch-flags.ts';
import { requireOutFolder } from '../batch/out-folder.ts';
import { startTally, type Tally } from '../batch/tally.ts';
import { addOptionFlags, givenOptions } from '../terminal/option-flags.ts';
import { generalOptions, withEngine } from '../terminal/session.ts';
import { refuseStopped } from '../terminal/stop.ts';
import { allOption, choosePacks } from './choose-packs.ts';
import { type EstimateFlags, estimateAll } from './estimate.ts';
import { exportAll } from './export.ts';
import { EXPORT_OPTIONS, FORMATS } from './export-request.ts';
import { type FilesAsked, filesAsked, refuseUnfit } from './files-asked.ts';
import { type FoundPhoto, findPhotos } from './find-photos.ts';
import { estimatePaths } from './output-paths.ts';
import { planNames } from './plan-names.ts';

/** `--size` is that of an export; the .npy has the size of the photo. */
interface WatchFlags extends Omit<EstimateFlags, 'size'> {
  format?: string;
  preset?: string;
}

export function addWatch(program: Command): void {
  const command = program
    .command('watch')
    .description(
      'a folder: photos in it, and those that come, are estimated (and exported, with --preset or --format) once they have stopped growing; until Ctrl-C',
    )
    .argument('<folder>', 'the folder')
    .option('--pack <id or folder>', 'model pack; may be given several times', collect)
    .addOption(allOption())
    .requiredOption('-o, --out <folder>', 'where the files go')
    .addOption(new Option('--preset <program>', 'files for another program as well').choices(PRESET_NAMES))
    .addOption(new Option('--format <format>', 'the same by its format').choices(Object.keys(FORMATS)))
    .option('--provider <name>', 'execution provider for the estimates', 'auto')
    .option('--recursive', 'the folders in it too; the structure is kept below --out')
    .option('--include <glob>', 'only files that match; may be given several times', collect)
    .option('--exclude <glob>', 'no files that match; may be given several times', collect)
    .option('--name <template>', 'what files are called, as for "depthroom estimate"');
  addOptionFlags(command, EXPORT_OPTIONS);
  addOptionFlags(command);
  command.action((folder: string, flags: WatchFlags) => watchCommand(command, folder, flags));
}

async function watchCommand(command: Command, folder: string, flags: WatchFlags): Promise<void> {
  if (!(await stat(folder).catch(() => null))?.isDirectory())
    throw new DepthroomError('not-found', `Expected a folder to watch, but ${folder} is none.`);
  await requireOutFolder(flags.out);
  const given = givenOptions(command, EXPORT_OPTIONS);
  const isExported = flags.preset !== undefined || flags.format !== undefined;
  // Said before anything is done where it cannot be.
  const request = isExported ? filesAsked(flags, true, given) : null;
  const { json } = generalOptions(command);
  await withEngine(command, async (engine, stop) => {
    const packIds = await choosePacks(engine, flags);
    const plans = await engine.local('planRuns', { packIds, options: givenOptions(command) });
    if (request) for (const planned of plans) refuseUnfit(request, flags, planned);
    const tally = startTally(json);
    const at = { flags: { ...flags, size: 'photo' as const, force: false }, tally, stop };
    if (!json) console.error(`Watching ${folder}; Ctrl-C ends it.`);
    const work = async (photos: readonly FoundPhoto[], isNew: ReadonlySet<string>) => {
      const plan = { ...flags, template: flags.name, packs: () => plans, filesOf: estimatePaths };
      const items = planNames(photos, plan).map((bases, k) => ({ path: photos[k].path, bases }));
      const chosen = items.filter(({ path }) => isNew.has(path));
      const failed = new Set<string>();
      const heard: Tally = {
        ...tally,
        failed(path, ...what) {
          failed.add(path);
          return tally.failed(path, ...what);
        },
      };
      await estimateAll(engine, chosen, plans, { ...at, tally: heard });
      // What failed is told once.
      const made = chosen.filter(({ path }) => !failed.has(path));
      if (request) await exportEach(engine, made, { plans, request, ...at });
    };
    await follow(folder, flags, stop, work).finally(tally.end);
  });
}

type EstimateAt = Omit<Parameters<typeof estimateAll>[3], 'flags'> & {
  flags: WatchFlags;
  plans: Parameters<typeof estimateAll>[2];
  request: FilesAsked;
};

/** The files for another program, a pack at a time, called like those of the estimate. */
async function exportEach(
  engine: Engine,
  items: Parameters<typeof estimateAll>[1],
  { flags, plans, request, tally, stop }: EstimateAt,
): Promise<void> {
  for (const [k, planned] of plans.entries()) {
    const each = items.map(({ path, bases }) => ({ path, bases: [bases[k]], known: null }));
    await exportAll(engine, each, planned, { tally, request, flags: { ...flags, pack: undefined }, stop });
  }
}

/** Tells of photos when they have stopped growing, once as they are: all that were told of, in that order, and which of them are new. */
async function follow(
  folder: string,
  flags: WatchFlags,
  stop: AbortSignal,
  work: (photos: readonly FoundPhoto[], isNew: ReadonlySet<string>) => Promise<void>,
): Promise<void> {
  const stopped = new Promise<void>((resolve) =>
    stop.addEventListener('abort', () => resolve(), { once: true }),
  );
  const settling = createSettling();
  const known = new Set<string>();
  const photos: FoundPhoto[] = [];
  for (;;) {
    refuseStopped(stop);
    const found = await findPhotos([folder], { ...flags, say: () => {} }).catch((thrown) => {
      // An empty folder, or one that is not there for a while (a drive): it is looked at again.
      if (thrown instanceof DepthroomError && thrown.code === 'not-found') return [];
      throw thrown;
    });
    const { settled } = await settling.look(found.map(({ path }) => path));
    const isNew = new Set(settled);
    for (const photo of found) {
      if (!isNew.has(photo.path) || known.has(photo.path)) continue;
      known.add(photo.path);
      photos.push(photo);
    }
    if (isNew.size > 0) await work(photos, isNew);
    await within(LOOK_MS, stopped);
  }
}
