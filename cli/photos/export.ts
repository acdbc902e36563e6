import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { DepthroomError } from '../../contract/errors.ts';
import { estimateExport, type WantedFile } from '../../contract/exports/export-estimate.ts';
import { PRESET_NAMES, PRESETS } from '../../contract/exports/presets.ts';
import { silentOptions } from '../../contract/exports/silent-options.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { Engine } from '../../core/host/engine.ts';
import type { FoundRun } from '../../core/runs/find-or-queue.ts';
import type { PlannedRun } from '../../core/runs/plan-runs.ts';
import { addBatchFlags, BATCH_HELP, type BatchFlags } from '../batch/batch-flags.ts';
import { choosePart } from '../batch/choose-part.ts';
import { type FoundFiles, foundBefore, madeMeanwhile } from '../batch/made-meanwhile.ts';
import { requireOutFolder, requireRoomFor } from '../batch/out-folder.ts';
import { failOne, startTally, type Tally } from '../batch/tally.ts';
import { workBatch } from '../batch/work-batch.ts';
import { writeTogether } from '../batch/write-together.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';
import { addOptionFlags, givenOptions, priorFile } from '../terminal/option-flags.ts';
import { placeAsker } from '../terminal/place.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { generalOptions, withEngine } from '../terminal/session.ts';
import { choosePacks } from './choose-packs.ts';
import { type ExportItem, finishedRuns, placeRuns } from './every-run.ts';
import { EXPORT_OPTIONS, FORMATS, refuseRelative } from './export-request.ts';
import { type FilesAsked, filesAsked, refuseUnfit } from './files-asked.ts';
import { openRuns } from './find-or-run.ts';
import { findPhotos } from './find-photos.ts';
import { findExported } from './finished-files.ts';
import { importOnce } from './import-once.ts';
import { checkOutputs, isFolderPath } from './output-paths.ts';
import { planNames, uniqueItems } from './plan-names.ts';
import { withPrior } from './with-prior.ts';

export interface ExportFlags extends BatchFlags {
  pack?: string;
  all?: boolean;
  format?: string;
  preset?: string;
  out: string;
  provider: string;
  force?: boolean;
  estimate?: boolean;
}

export function addExport(program: Command): void {
  const command = program
    .command('export')
    .description(
      'photos to files for another program; depth is estimated first where that is not done yet. With --all every finished run of the project',
    )
    .argument('[photo...]', 'photos, or folders of photos')
    .option('--pack <id or folder>', 'model pack; with --all only runs of it')
    .option('--all', 'every finished run of the project, into a folder')
    .addOption(
      new Option('--preset <program>', 'settings for the program that will open it').choices(PRESET_NAMES),
    )
    .addOption(
      new Option('--format <format>', 'kind of file; left out: by the extension of --out').choices(
        Object.keys(FORMATS),
      ),
    )
    .requiredOption('-o, --out <file or folder>', 'the file to write; a folder for several')
    .option('--provider <name>', 'execution provider for the estimate', 'auto')
    .option('--force', 'overwrite files of the same name, also those that are complete')
    .option('--estimate', 'say how large the files would be, and write none');
  addBatchFlags(command);
  addOptionFlags(command, EXPORT_OPTIONS);
  addOptionFlags(command);
  const rows = (table: [string, string][]) =>
    table.map(([name, words]) => `  ${name.padEnd(16)}${words}`).join('\n');
  command.addHelpText(
    'after',
    `
Formats:
${rows(Object.entries(FORMATS).map(([word, { sentence }]) => [word, sentence]))}

Presets:
${rows(PRESET_NAMES.map((name) => [name, `${PRESETS[name].title}: ${PRESETS[name].reason}`]))}

Relative maps (all packs but metric ones) have no metres of their own: point clouds, depth in metres (which the presets for Nuke mean) and meshes other than reliefs need --near and --far.
${BATCH_HELP}`,
  );
  command.action((paths: string[], flags: ExportFlags) => exportCommand(command, paths, flags));
}

interface Prepared {
  photo: Photo;
  /** What is written of it: with or without its place. */
  asked: WantedFile;
  look(): Promise<FoundFiles<object>>;
  /** As they were when this photo had its turn. */
  files: FoundFiles<object>;
  found: FoundRun | null;
}

async function exportCommand(command: Command, paths: string[], flags: ExportFlags): Promise<void> {
  const hasPhotos = paths.length > 0 || flags.list !== undefined;
  if (hasPhotos === (flags.all ?? false)) {
    throw new NotUnderstood('Expected photos, or --all for the whole project, but received both or neither.');
  }
  const photos = await findPhotos(paths, flags);
  const chosen = flags.all ? [] : choosePart(photos.length, flags);
  const isFolder = await isFolderPath(flags.out, flags.all || photos.length > 1);
  if (isFolder && !flags.estimate) await requireOutFolder(flags.out);
  const request = filesAsked(flags, isFolder, givenOptions(command, EXPORT_OPTIONS));
  const { filesOf } = request;
  const inputs = [...photos.map(({ path }) => path), priorFile(givenOptions(command))];
  if (!isFolder) await checkOutputs(filesOf(flags.out), inputs);
  if (!isFolder && !flags.estimate) await requireRoomFor(flags.out);

  await withEngine(
    command,
    async (engine, stop) => {
      const tally = startTally(generalOptions(command).json);
      const at = { tally, request, flags, stop };
      const work = async () => {
        if (flags.all) {
          const plan = { ...flags, template: flags.name, filesOf };
          const runs = placeRuns(await finishedRuns(engine, flags.pack), plan);
          const part = choosePart(runs.length, flags).map((k) => runs[k]);
          return exportAll(engine, part, null, at);
        }
        const [packId] = await choosePacks(engine, flags.pack === undefined ? {} : { pack: [flags.pack] });
        const options = await withPrior(engine, givenOptions(command), stop);
        const [planned] = await engine.local('planRuns', { packIds: [packId], options });
        if (!flags.estimate) refuseUnfit(request, flags, planned);
        const named = { ...flags, template: flags.name, packs: () => [planned], filesOf };
        const bases = isFolder ? planNames(photos, named) : photos.map(() => [flags.out]);
        const items = uniqueItems(
          chosen.map((k) => ({ path: photos[k].path, bases: bases[k], known: null })),
        );
        const outputs = items.flatMap((item) => item.bases.flatMap(filesOf));
        if (isFolder) await checkOutputs(outputs, inputs);
        await exportAll(engine, items, planned, at);
      };
      await work().catch((thrown) => {
        if (isFolder) tally.end();
        throw thrown;
      });
      tally.end();
    },
    { need: flags.all ? 'read' : 'make' },
  );
}

interface Asked {
  tally: Tally;
  request: FilesAsked;
  flags: ExportFlags;
  stop: AbortSignal;
}

/** Writes what is not there yet, and tells it as it is. Throws what is no fault of one photo, and where it is one file why it is not written. */
export async function exportAll(
  engine: Engine,
  items: readonly ExportItem[],
  planned: PlannedRun | null,
  { tally, request, flags, stop }: Asked,
): Promise<void> {
  const bringIn = importOnce(engine, stop);
  const runs = openRuns(engine, stop);
  const { wanted, filesOf, isFolder } = request;
  const withPlace = placeAsker(engine, request.given.includes('place'), stop);
  const mayLook = !flags.force && !flags.estimate;
  const wantedOf = (photo: Photo, { packId, options }: PlannedRun) => ({
    photo,
    packId,
    options,
    provider: flags.provider,
  });

  const prepare = async ({ path, bases, known }: ExportItem): Promise<Prepared> => {
    if (!flags.estimate) await requireRoomFor(filesOf(bases[0])[0]);
    const photo = known?.photo ?? (await bringIn(path));
    const such = known ?? (planned && { planned });
    const asked = await withPlace(wanted, photo);
    const about = such && { photo, request: asked, such };
    const look = async () => (about ? findExported(filesOf(bases[0]), about) : UNKNOWN_FILES);
    const lookAgain = mayLook ? look : async () => UNKNOWN_FILES;
    const files = flags.estimate
      ? UNKNOWN_FILES
      : await foundBefore(filesOf(bases[0]), flags.force ?? false, lookAgain, stop);
    const isNeeded = !known && planned && files.state !== 'complete';
    return { photo, asked, look, files, found: isNeeded ? await runs.find(wantedOf(photo, planned)) : null };
  };

  const finish = async (item: ExportItem, prepared: Promise<Prepared>) => {
    const { path, known } = item;
    const [base] = item.bases;
    try {
      const { photo, asked, look, files, found } = await prepared;
      const file = request.pathOf(base);
      const thereAlready = (facts: object | null) => {
        const { pack, run } = facts as { pack: { id: string }; run: { id: string } };
        tally.made(path, 'reused', { file, run: run.id, pack: pack.id }, [file]);
      };
      if (files.state === 'complete') return thereAlready(files.facts);
      const run = found && planned ? await runs.finish(wantedOf(photo, planned), found) : known?.run;
      if (!run?.result) throw new DepthroomError('not-found', 'The run was removed before it ended.');
      refuseRelative(flags.preset, wanted, run.result.kind);
      for (const sentence of silentOptions(wanted, run.result, request.given))
        console.error(`${photo.name}: ${sentence}`);
      const job = { photo, run, base, mayReplace: flags.force || files.state === 'ours' };
      const made = flags.estimate
        ? foretell(photo, run.result, { request, file })
        : await writeOne(engine, job, { ...request, wanted: asked }, stop).catch(async (thrown) =>
            thereAlready(await madeMeanwhile(thrown, look, stop)),
          );
      if (!made) return;
      const { facts, lines } = made;
      tally.made(
        path,
        found?.was === 'finished' ? 'reused' : 'done',
        { file, ...facts, run: run.id, pack: run.packId },
        lines,
      );
    } catch (thrown) {
      // One photo fails as itself, with its own exit code; of many the others go on.
      if (!isFolder || stop.aborted) throw thrown;
      const left = () => items.length - 1 - items.indexOf(item);
      failOne(tally, { path, thrown, left, out: flags.out }, known ? { pack: known.run.packId } : {});
    }
  };

  await workBatch(items, { prepare, finish, cancel: runs.cancel }, stop);
}

const UNKNOWN_FILES: FoundFiles<object> = { state: 'unknown', facts: null };

function foretell(
  photo: Photo,
  result: NonNullable<Run['result']>,
  { request, file }: { request: FilesAsked; file: string },
): { facts: object; lines: string[] } {
  const estimate = estimateExport(request.wanted, photo, result);
  const words = [`${file}  ${estimate.facts.join(', ')}`, ...estimate.warnings].join('\n  ');
  return { facts: estimate, lines: [words] };
}

async function writeOne(
  engine: Engine,
  { photo, run, base, mayReplace }: { photo: Photo; run: Run; base: string; mayReplace: boolean },
  { wanted, pathOf, filesOf }: FilesAsked,
  stop: AbortSignal,
): Promise<{ facts: object; lines: string[] }> {
  const path = pathOf(base);
  const line = progressLine(`${photo.name}  ${basename(path)}`);
  try {
    let written = { bytes: 0, notes: [] as string[] };
    await writeTogether(filesOf(base), mayReplace, async (placeOf) => {
      const writing = { photo, run, request: wanted, path: placeOf(path), overwrite: false };
      written = await engine.local('writeExportTo', writing, { signal: stop, report: line.show });
    });
    const { bytes, notes } = written;
    return {
      facts: { bytes, ...(notes.length > 0 ? { notes } : {}) },
      lines: [[path, ...notes].join('\n  ')],
    };
  } finally {
    line.clear();
  }
}
