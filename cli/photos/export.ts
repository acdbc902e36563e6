import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Command, Option } from 'commander';
import { DepthroomError } from '../../contract/errors.ts';
import { estimateExport } from '../../contract/exports/export-estimate.ts';
import { PRESET_NAMES, PRESETS } from '../../contract/exports/presets.ts';
import { silentOptions } from '../../contract/exports/silent-options.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { Engine } from '../../core/host/engine.ts';
import { addOptionFlags, givenOptions, priorFile } from '../terminal/option-flags.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { generalOptions, withEngine } from '../terminal/session.ts';
import { tellFailure } from '../terminal/tell-failure.ts';
import { choosePacks } from './choose-packs.ts';
import { EXPORT_OPTIONS, exportRequest, FORMATS, isFileName, refuseRelative } from './export-request.ts';
import { findOrRun } from './find-or-run.ts';
import { findPhotos } from './find-photos.ts';
import { importOnce } from './import-once.ts';
import { checkOutputs, exportPaths, runEndings, uniqueStems } from './output-paths.ts';
import { placeAsker } from './place.ts';

interface ExportFlags {
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
    .option('--force', 'overwrite files of the same name')
    .option('--estimate', 'say how large the files would be, and write none');
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

Relative maps (all packs but metric ones) have no metres of their own: point clouds, depth in metres (which the presets for Nuke mean) and meshes other than reliefs need --near and --far.`,
  );
  command.action((paths: string[], flags: ExportFlags) => exportCommand(command, paths, flags));
}

/** One file to be written. */
interface Job {
  photo: Photo;
  run: Run;
  path: string;
}

async function exportCommand(command: Command, paths: string[], flags: ExportFlags): Promise<void> {
  const { json } = generalOptions(command);
  if (paths.length > 0 === (flags.all ?? false)) {
    throw new DepthroomError(
      'bad-input',
      'Expected photos, or --all for the whole project, but received both or neither.',
    );
  }
  const photoPaths = await findPhotos(paths);
  const isFolder = await isFolderPath(flags.out, flags.all || photoPaths.length > 1);
  const given = givenOptions(command, EXPORT_OPTIONS);
  const { request, extension } = exportRequest({ ...flags, isFolder, given });
  const pathOf = (stem: string, packId: string) =>
    isFolder ? join(flags.out, `${stem}.${packId}.${extension}`) : flags.out;
  const filesOf = (stem: string, packId: string) => exportPaths(pathOf(stem, packId), request);
  const inputs = [...photoPaths, priorFile(givenOptions(command))];
  if (!isFolder) await checkOutputs(exportPaths(flags.out, request), inputs);

  await withEngine(command, async (engine, stop) => {
    const written: object[] = [];
    let failures = 0;
    const withPlace = placeAsker(engine, 'place' in given);
    const write = async (name: string, prepare: () => Promise<Job>) => {
      const line = progressLine(`${name}  ${basename(flags.out)}`);
      try {
        const { photo, run, path } = await prepare();
        if (run.result) {
          refuseRelative(flags.preset, request, run.result.kind);
          for (const sentence of silentOptions(request, run.result, Object.keys(given)))
            console.error(`${name}: ${sentence}`);
        }
        if (flags.estimate && run.result) {
          line.clear();
          const estimate = estimateExport(request, photo, run.result);
          written.push({ file: path, ...estimate, run: run.id, pack: run.packId });
          if (!json)
            console.log([`${path}  ${estimate.facts.join(', ')}`, ...estimate.warnings].join('\n  '));
          return;
        }
        line.clear();
        const { bytes, notes } = await engine.local(
          'writeExportTo',
          { photo, run, request: await withPlace(request, photo), path, overwrite: flags.force ?? false },
          { signal: stop, report: line.show },
        );
        line.clear();
        const said = notes.length > 0 ? { notes } : {};
        written.push({ file: path, bytes, ...said, run: run.id, pack: run.packId });
        if (!json) console.log([path, ...notes].join('\n  '));
      } catch (thrown) {
        line.clear();
        // One photo fails as itself, with its own exit code; of many the others go on.
        if (!isFolder || stop.aborted) throw thrown;
        failures++;
        tellFailure(thrown, name);
      }
    };

    if (flags.all) {
      for (const job of await placedRuns(engine, flags.pack, pathOf, filesOf))
        await write(job.photo.name, async () => job);
    } else {
      const [packId] = await choosePacks(engine, flags.pack === undefined ? {} : { pack: [flags.pack] });
      const names = photoPaths.map((path) => basename(path));
      const stems = isFolder ? uniqueStems(names, (stem) => filesOf(stem, packId)) : names;
      if (isFolder)
        await checkOutputs(
          stems.flatMap((stem) => filesOf(stem, packId)),
          inputs,
        );
      const bringIn = importOnce(engine, stop);
      for (const [k, path] of photoPaths.entries()) {
        await write(basename(path), async () => {
          const photo = await bringIn(path);
          const run = await findOrRun(
            engine,
            { photo, packId: packId, options: givenOptions(command), provider: flags.provider },
            stop,
          );
          return { photo, run, path: pathOf(stems[k], run.packId) };
        });
      }
    }
    if (json) console.log(JSON.stringify(isFolder ? written : written[0], null, 2));
    if (failures > 0) process.exitCode = 1;
  });
}

/** A folder that is there, a name that ends as folders do, or any name where several files go. Refused: a file's name for several. */
async function isFolderPath(path: string, areSeveral: boolean): Promise<boolean> {
  if (/[\\/]$/.test(path)) return true;
  const facts = await stat(path).catch(() => null);
  if (facts?.isDirectory()) return true;
  if (areSeveral && (facts || isFileName(path))) {
    throw new DepthroomError(
      'bad-input',
      `Expected a folder for the files of several runs, but received "${basename(path)}": name a folder, or one photo.`,
    );
  }
  return areSeveral;
}

/** Every finished run with a place of its own. */
async function placedRuns(
  engine: Engine,
  packId: string | undefined,
  pathOf: (stem: string, ending: string) => string,
  filesOf: (stem: string, ending: string) => string[],
): Promise<Job[]> {
  const runs = await finishedRuns(engine, packId);
  const photos = [...new Map(runs.map(({ photo }) => [photo.id, photo])).values()];
  const endings = runEndings(runs);
  const names = uniqueStems(
    photos.map(({ name }) => name),
    (stem) => [...new Set(endings)].flatMap((ending) => filesOf(stem, ending)),
  );
  const stems = new Map(photos.map(({ id }, k) => [id, names[k]]));
  return runs.map((item, k) => ({
    ...item,
    path: pathOf(stems.get(item.photo.id) ?? item.photo.id, endings[k]),
  }));
}

/** Every finished run, of one pack where that is said, in the order in which they ended. */
async function finishedRuns(
  engine: Engine,
  packId: string | undefined,
): Promise<{ photo: Photo; run: Run }[]> {
  const { photos, runs } = await engine.call('snapshot', {});
  const finished = runs.flatMap((run) => {
    const photo = photos.find(({ id }) => id === run.photoId);
    const isMeant = run.state === 'done' && (packId === undefined || run.packId === packId);
    return photo && isMeant ? [{ photo, run }] : [];
  });
  if (finished.length === 0) {
    throw new DepthroomError(
      'not-found',
      `Expected finished runs${packId === undefined ? '' : ` of ${packId}`} in the project, but there is none: estimate first, or name photos.`,
    );
  }
  return finished.sort((a, b) => ((a.run.finishedAt ?? '') < (b.run.finishedAt ?? '') ? -1 : 1));
}
