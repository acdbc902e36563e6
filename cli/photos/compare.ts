import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { ALIGNMENT_METHODS } from '../../contract/alignment.ts';
import { MOST_COMPARED, reportOptionsSchema } from '../../contract/calls/compare-calls.ts';
import type { Comparison, Reference } from '../../contract/compare/comparison.ts';
import {
  alignmentRows,
  comparisonJson,
  metricRows,
  transposed,
} from '../../contract/compare/comparison-table.ts';
import { protocolOf } from '../../contract/compare/evaluation-protocol.ts';
import { TRUTH_PRESET_NAMES, type Truth, type TruthPreset } from '../../contract/compare/truth.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { LANGUAGES } from '../../contract/language/languages.ts';
import { COLOUR_MAPS, DEFAULT_COLOUR_MAP } from '../../contract/maths/colour-maps.ts';
import { optionsOfSystem } from '../../contract/options.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { System } from '../../contract/systems.ts';
import { requireOrdinaryFile } from '../../core/disk/require-ordinary-file.ts';
import type { Engine } from '../../core/host/engine.ts';
import { requirePlaces } from '../batch/out-folder.ts';
import { columns } from '../terminal/columns.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';
import { addOptionFlags, givenOptions, priorFile } from '../terminal/option-flags.ts';
import { generalOptions, withEngine } from '../terminal/session.ts';
import { allOption, choosePacks, packsOption } from './choose-packs.ts';
import { findOrRun } from './find-or-run.ts';
import { checkOutputs, refuseTwice } from './output-paths.ts';
import { statedConvention } from './stated-convention.ts';

interface CompareFlags {
  packs?: string[];
  all?: boolean;
  reference?: string;
  truth?: string;
  truthFormat?: TruthPreset;
  truthScale?: number;
  truthInvalid?: number;
  truthEuclidean?: boolean;
  truthMinimum?: number;
  truthMaximum?: number;
  calib?: string;
  align: 'none' | 'scale' | 'affine';
  space: 'own' | 'depth' | 'disparity';
  robust?: boolean;
  report?: string;
  sheet?: string;
  colours: string;
  language: string;
  provider: string;
  force?: boolean;
}

export function addCompare(program: Command): void {
  const command = program
    .command('compare')
    .description('models side by side on one photo, with numbers; against ground truth where there is some')
    .argument('<photo>', 'the photo')
    .addOption(packsOption())
    .addOption(allOption())
    .option(
      '--reference <pack>',
      'what to align to: a pack of the comparison (default: ground truth, else the first metric one)',
    )
    .option('--truth <file>', 'ground truth: PNG, TIFF, EXR, PFM, NPY, NPZ, Sintel .dpt')
    .addOption(
      new Option('--truth-format <format>', 'what its numbers mean (default: recognised)').choices(
        TRUTH_PRESET_NAMES,
      ),
    )
    .option('--truth-scale <factor>', 'what a stored number is multiplied by to be in metres', Number)
    .option('--truth-invalid <number>', 'the stored number where nothing is known', Number)
    .option('--truth-euclidean', 'distances along the ray instead of depth along the view')
    .option('--truth-minimum <metres>', 'depths up to this do not count', Number)
    .option('--truth-maximum <metres>', 'depths from this on do not count', Number)
    .option('--calib <file>', 'calib.txt of a stereo pair (Middlebury), to turn disparities into metres')
    .addOption(
      new Option(
        '--align <method>',
        'what is fitted to each map (default: affine to relative maps, nothing between maps in metres)',
      ).choices([...ALIGNMENT_METHODS]),
    )
    .addOption(
      new Option('--space <space>', 'where it is fitted: where each map has its own scale and shift, or in')
        .choices(['own', 'depth', 'disparity'])
        .default('own'),
    )
    .option('--robust', 'smallest absolute differences (exact weighted L1) instead of least squares')
    .option('--report <file>', 'write a report as one HTML file')
    .option('--sheet <file>', 'write a contact sheet as PNG')
    .addOption(
      new Option('--colours <map>', 'colours of the depth maps in both')
        .choices([...COLOUR_MAPS])
        .default(DEFAULT_COLOUR_MAP),
    )
    .addOption(
      new Option('--language <tag>', 'language of both').choices(Object.keys(LANGUAGES)).default('en'),
    )
    .option('--provider <name>', 'execution provider for the estimates', 'auto')
    .option('--force', 'overwrite files of the same name');
  addOptionFlags(command);
  command.action((path: string, flags: CompareFlags) => compareCommand(command, path, flags));
}

async function compareCommand(command: Command, path: string, flags: CompareFlags): Promise<void> {
  const { json } = generalOptions(command);
  const outputs = [flags.report, flags.sheet].filter((output) => output !== undefined);
  refuseTwice(outputs);
  await checkOutputs(outputs, [path, flags.truth, flags.calib, priorFile(givenOptions(command))]);
  for (const output of outputs) await requirePlaces([output], flags.force ?? false);
  await withEngine(command, async (engine, stop) => {
    const packIds = await choosePacks(engine, { pack: flags.packs ?? [], all: flags.all ?? false });
    const systems = await requireComparable(engine, packIds, flags);
    const photo = await engine.local('importPhoto', { path, name: basename(path) }, { signal: stop });
    const truth = await readTruth(engine, photo, flags, stop);
    const runs: Run[] = [];
    for (const packId of packIds) {
      const system = systems.get(packId);
      const options = system ? optionsOfSystem(system, givenOptions(command)) : {};
      runs.push(await findOrRun(engine, { photo, packId, options, provider: flags.provider }, stop));
    }
    const wanted = {
      photoId: photo.id,
      runIds: runs.map((run) => run.id),
      reference: referenceOf(runs, truth, flags),
      alignment: {
        method: flags.align ?? ('affine' as const),
        metres: flags.align ? ('fitted' as const) : ('kept' as const),
        space: flags.space,
        fit: flags.robust ? ('robust' as const) : ('least-squares' as const),
      },
    };
    const comparison = await engine.call('compare', wanted, { signal: stop });
    const files = await writeFiles(engine, comparison, flags, stop);
    if (json) console.log(JSON.stringify({ ...JSON.parse(comparisonJson(comparison)), files }, null, 2));
    else print(comparison, truth, files);
  });
}

/** Said before anything is estimated: packs that are not there, or too many, and a reference that is none of them. Answers with the system of each pack. */
async function requireComparable(
  engine: Engine,
  packIds: readonly string[],
  { reference }: CompareFlags,
): Promise<Map<string, System>> {
  const plans = await engine.local('planRuns', { packIds, options: {} });
  if (packIds.length > MOST_COMPARED)
    throw new NotUnderstood(
      `Expected at most ${MOST_COMPARED} packs to compare, but received ${packIds.length}.`,
    );
  if (reference !== undefined && !packIds.includes(reference))
    throw new NotUnderstood(
      `Expected the reference to be one of ${packIds.join(', ')}, but received "${reference}".`,
    );
  return new Map(plans.map(({ packId, system }) => [packId, system]));
}

async function readTruth(
  engine: Engine,
  photo: Photo,
  flags: CompareFlags,
  stop: AbortSignal,
): Promise<Truth | null> {
  if (flags.truth === undefined) {
    if (flags.calib !== undefined || flags.truthFormat !== undefined)
      throw new NotUnderstood(
        'Expected the ground truth as --truth <file>, but received only how to read it.',
      );
    return null;
  }
  if (flags.calib !== undefined && existsSync(flags.calib))
    await requireOrdinaryFile(flags.calib, `the calibration ${basename(flags.calib)}`);
  const calibration =
    flags.calib === undefined
      ? undefined
      : await readFile(flags.calib, 'utf8').catch(() => {
          throw new DepthroomError(
            'not-found',
            `Expected a calibration at ${flags.calib}, but it cannot be read.`,
          );
        });
  const said = {
    preset: flags.truthFormat,
    scale: flags.truthScale,
    invalid: flags.truthInvalid,
    isEuclidean: flags.truthEuclidean,
    minimum: flags.truthMinimum,
    maximum: flags.truthMaximum,
  };
  const file = {
    photoId: photo.id,
    path: flags.truth,
    name: basename(flags.truth),
    calibration,
    convention: statedConvention(said, 'the ground truth'),
  };
  return engine.local('importTruth', file, { signal: stop });
}

function referenceOf(runs: readonly Run[], truth: Truth | null, { reference }: CompareFlags): Reference {
  if (reference !== undefined) {
    const run = runs.find((item) => item.packId === reference);
    if (run) return { runId: run.id };
  }
  if (truth) return { truthId: truth.id };
  return { runId: (runs.find((run) => run.result?.kind === 'metric') ?? runs[0]).id };
}

async function writeFiles(
  engine: Engine,
  { id }: Comparison,
  { report, sheet, colours, language, force }: CompareFlags,
  stop: AbortSignal,
): Promise<string[]> {
  const options = reportOptionsSchema.parse({ colourMap: colours, language });
  const wanted = [
    { format: 'html', path: report },
    { format: 'contact-sheet', path: sheet },
  ] as const;
  const files: string[] = [];
  for (const { format, path } of wanted) {
    if (path === undefined) continue;
    const writing = { comparisonId: id, format, options, path, overwrite: force ?? false };
    await engine.local('writeReportTo', writing, { signal: stop });
    files.push(path);
  }
  return files;
}

function print(comparison: Comparison, truth: Truth | null, files: readonly string[]): void {
  if (truth && truth.confidence !== 'confirmed')
    console.log(`${truth.name}: ${truth.reasons.join(' ')} Say otherwise with --truth-format.\n`);
  console.log(`${columns(alignmentRows(comparison))}\n\n${columns(transposed(metricRows(comparison)))}\n`);
  for (const { title, refusal, fit } of comparison.subjects)
    for (const sentence of [...(refusal ? [refusal] : []), ...(fit?.notes ?? [])])
      console.log(`${title}: ${sentence}`);
  for (const sentence of protocolOf(comparison)) console.log(sentence);
  for (const file of files) console.log(file);
}
