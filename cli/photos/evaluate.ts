import { basename, join } from 'node:path';
import { type Command, Option } from 'commander';
import {
  type BenchmarkResult,
  type BenchmarkRow,
  type BenchmarkSample,
  benchmarkRulesSchema,
} from '../../contract/compare/benchmark.ts';
import {
  BENCHMARK_ALIGNMENTS,
  BENCHMARK_PROTOCOL_NAMES,
  BENCHMARK_PROTOCOLS,
  type BenchmarkProtocol,
  REGIONS,
} from '../../contract/compare/benchmark-protocols.ts';
import {
  benchmarkCsv,
  benchmarkMarkdown,
  benchmarkProtocolWords,
  benchmarkRows,
  samplesCsv,
} from '../../contract/compare/benchmark-table.ts';
import { transposed } from '../../contract/compare/comparison-table.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { COLOUR_MAPS, type ColourMapName, DEFAULT_COLOUR_MAP } from '../../contract/maths/colour-maps.ts';
import { benchmarkHtml } from '../../core/compare/benchmark/benchmark-html.ts';
import { findSamples } from '../../core/compare/benchmark/find-samples.ts';
import { resolveRules } from '../../core/compare/benchmark/resolve-rules.ts';
import { openRowFile } from '../../core/compare/benchmark/row-file.ts';
import { chooseShown, summarise } from '../../core/compare/benchmark/summarise.ts';
import { metricsOf } from '../../core/compare/measure/metrics.ts';
import { makeFolders } from '../../core/disk/make-folder.ts';
import { systemFailure } from '../../core/disk/system-failure.ts';
import { replaceFile } from '../../core/disk/write-file.ts';
import type { Engine } from '../../core/host/engine.ts';
import { requireOutFolder, requirePlaces } from '../batch/out-folder.ts';
import { columns } from '../terminal/columns.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';
import { addOptionFlags, givenOptions } from '../terminal/option-flags.ts';
import { generalOptions, withEngine } from '../terminal/session.ts';
import { allOption, choosePacks, packsOption } from './choose-packs.ts';

interface EvaluateFlags {
  packs?: string[];
  all?: boolean;
  out: string;
  protocol: string;
  align?: string;
  region?: string;
  minimum?: number;
  maximum?: number;
  scale?: number;
  rawSize?: string;
  provider: string;
  colours: string;
}

export function addEvaluate(program: Command): void {
  const command = program
    .command('evaluate')
    .description('models over a dataset of photos with ground truth, with the numbers of the papers')
    .argument('<dataset>', 'a folder of photos and truth, or a manifest (.csv, .jsonl)')
    .addOption(packsOption())
    .addOption(allOption())
    .requiredOption('-o, --out <folder>', 'where the tables and the report go')
    .addOption(
      new Option('--protocol <name>', 'dataset and paper whose rules hold')
        .choices(BENCHMARK_PROTOCOL_NAMES)
        .default('as-is'),
    )
    .addOption(new Option('--align <method>', 'instead of the protocol’s').choices(BENCHMARK_ALIGNMENTS))
    .addOption(new Option('--region <region>', 'instead of the protocol’s').choices(REGIONS))
    .option('--minimum <metres>', 'depths up to this do not count', Number)
    .option('--maximum <metres>', 'depths from this on do not count', Number)
    .option('--scale <factor>', 'what a stored number of the truth is multiplied by to be in metres', Number)
    .option('--raw-size <width>x<height>', 'pixels of truth that is raw float32 without a header')
    .addOption(
      new Option('--colours <map>', 'colours of the depth maps in the report')
        .choices([...COLOUR_MAPS])
        .default(DEFAULT_COLOUR_MAP),
    )
    .option('--provider <name>', 'execution provider for the estimates', 'auto');
  addOptionFlags(command);
  command.addHelpText(
    'after',
    `
A manifest has the columns (or keys) image and depth, and where there are such mask, scale, name, fx, fy, cx, cy; its paths
are relative to it. A folder is paired by names: rgb/a.jpg with depth/a.png, a.jpg with a_depth.npy.
The output folder holds samples.jsonl, a line as each sample is done: the same command goes on where it was stopped.

Protocols:
${BENCHMARK_PROTOCOL_NAMES.map((name) => `  ${name.padEnd(18)} ${BENCHMARK_PROTOCOLS[name].title}`).join('\n')}`,
  );
  command.action((dataset: string, flags: EvaluateFlags) => evaluateCommand(command, dataset, flags));
}

async function evaluateCommand(command: Command, dataset: string, flags: EvaluateFlags): Promise<void> {
  const { json } = generalOptions(command);
  const rules = rulesOf(flags);
  const samples = await findSamples(dataset);
  await requireOutFolder(flags.out);
  await makeFolders(flags.out).catch((thrown) => {
    throw systemFailure(thrown, `make the folder ${flags.out}`);
  });
  await requirePlaces(
    RESULTS.map((name) => join(flags.out, name)),
    true,
  );
  const file = await openRowFile(join(flags.out, 'samples.jsonl'));
  try {
    const rows: BenchmarkRow[] = [];
    await withEngine(command, async (engine, stop) => {
      const packIds = await choosePacks(engine, { pack: flags.packs ?? [], all: flags.all ?? false });
      const options = givenOptions(command);
      const keep = async (row: BenchmarkRow, wasKnown: boolean) => {
        rows.push(row);
        if (!wasKnown) await file.keep(row);
        tellRow(row, wasKnown, json, rows.length, samples.length * packIds.length);
      };
      const question = { samples, packIds, options, provider: flags.provider, rules, known: file.rows, keep };
      await engine.local('evaluateDataset', question, { signal: stop }).catch((thrown) => {
        throw stop.aborted ? goesOn() : thrown;
      });
      const results = summarise(rows);
      await writeTables(flags.out, results, rows, rules);
      await writeReport(engine, { dataset, samples, results, rows, rules, flags }, stop);
      tellResults(flags.out, results, rules, json);
    });
    if (rows.some(({ failure }) => failure !== null)) process.exitCode = 1;
  } finally {
    await file.close();
  }
}

const goesOn = () =>
  new DepthroomError('cancelled', 'Stopped; what was measured is kept, and the same command goes on.');

function rulesOf(flags: EvaluateFlags): BenchmarkProtocol {
  const numbers = { minimum: flags.minimum, maximum: flags.maximum, scale: flags.scale };
  for (const [name, value] of Object.entries(numbers))
    if (value !== undefined && !(value > 0 && Number.isFinite(value)))
      throw new NotUnderstood(`Expected a number above zero as --${name}.`);
  const size = flags.rawSize === undefined ? null : /^(\d+)x(\d+)$/.exec(flags.rawSize);
  if (flags.rawSize !== undefined && !size)
    throw new NotUnderstood(
      `Expected --raw-size as width x height in pixels, 6048x4032, but received "${flags.rawSize}".`,
    );
  return resolveRules(
    benchmarkRulesSchema.parse({
      protocol: flags.protocol,
      alignment: flags.align,
      region: flags.region,
      ...numbers,
      ...(size ? { rawSize: { width: Number(size[1]), height: Number(size[2]) } } : {}),
    }),
  );
}

function tellRow(row: BenchmarkRow, wasKnown: boolean, json: boolean, done: number, all: number): void {
  const metrics = row.sums && metricsOf(row.sums);
  if (json) {
    console.log(JSON.stringify({ ...row, metrics, wasKnown }));
    return;
  }
  const told = metrics
    ? `AbsRel ${metrics.absRel?.toFixed(4)}, δ1 ${(100 * (metrics.delta1 ?? 0)).toFixed(1)} %`
    : (row.failure ?? '');
  console.log(`${done}/${all}  ${row.sample}  ${row.packId}: ${told}${wasKnown ? ' (known)' : ''}`);
}

/** What is written beside the rows once all of them are there. */
const RESULTS = ['results.md', 'results.csv', 'results.json', 'samples.csv', 'report.html'];

async function writeTables(
  folder: string,
  results: readonly BenchmarkResult[],
  rows: readonly BenchmarkRow[],
  rules: BenchmarkProtocol,
): Promise<void> {
  const files = {
    'results.json': `${JSON.stringify({ protocol: rules, words: benchmarkProtocolWords(rules), results }, null, 2)}\n`,
    'results.csv': benchmarkCsv(results),
    'results.md': benchmarkMarkdown(results, rules),
    'samples.csv': samplesCsv(rows, ({ sums }) => sums && metricsOf(sums)),
  };
  for (const [name, text] of Object.entries(files)) await replaceFile(join(folder, name), Buffer.from(text));
}

interface Reported {
  dataset: string;
  samples: readonly BenchmarkSample[];
  results: readonly BenchmarkResult[];
  rows: readonly BenchmarkRow[];
  rules: BenchmarkProtocol;
  flags: EvaluateFlags;
}

async function writeReport(
  engine: Engine,
  { dataset, samples, results, rows, rules, flags }: Reported,
  stop: AbortSignal,
): Promise<void> {
  const shown = [];
  for (const { title, sample: name, runIds } of chooseShown(rows)) {
    const sample = samples.find((each) => each.name === name);
    if (!sample) continue;
    const asked = { sample, runIds, rules, colourMap: flags.colours as ColourMapName };
    const painted = await engine.local('paintSample', asked, { signal: stop }).catch((thrown) => {
      // A run that a person removed since has no pictures; its numbers stand.
      if (thrown instanceof DepthroomError && thrown.code === 'not-found') return null;
      throw thrown;
    });
    if (painted) shown.push({ title, sample: name, painted });
  }
  const html = benchmarkHtml({ dataset: basename(dataset), results, rows, rules, shown });
  await replaceFile(join(flags.out, 'report.html'), Buffer.from(html));
}

function tellResults(
  folder: string,
  results: readonly BenchmarkResult[],
  rules: BenchmarkProtocol,
  json: boolean,
): void {
  if (json) {
    console.log(JSON.stringify({ results }));
    return;
  }
  console.log(`\n${columns(transposed(benchmarkRows(results)))}\n`);
  for (const sentence of benchmarkProtocolWords(rules)) console.log(sentence);
  for (const name of RESULTS) console.log(join(folder, name));
}
