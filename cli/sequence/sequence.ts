import { basename, join } from 'node:path';
import { type Command, Option } from 'commander';
import { unitOf } from '../../contract/depth-kind.ts';
import { GENERATOR } from '../../contract/version.ts';
import { refuseContradictions } from '../../core/exports/contradictions.ts';
import type { Engine } from '../../core/host/engine.ts';
import { choosePacks } from '../photos/choose-packs.ts';
import { EXPORT_OPTIONS, FORMATS } from '../photos/export-request.ts';
import { withPrior } from '../photos/with-prior.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';
import { addOptionFlags, givenOptions, priorFile } from '../terminal/option-flags.ts';
import { placeAsker } from '../terminal/place.ts';
import { generalOptions, withEngine } from '../terminal/session.ts';
import {
  type AskedSequence,
  type EarlierFrames,
  earlierFrames,
  photoHashes,
  requestsOf,
} from './earlier-frames.ts';
import { type FrameFiles, findFrames, frameRange, sequenceName } from './frame-files.ts';
import { framesWords } from './frame-notes.ts';
import { requireFrameFolder, requireFramePlaces } from './frame-places.ts';
import { estimateFrames, type Frames, meanFlicker, rangeOf } from './sequence-frames.ts';
import type { SequenceRecord } from './sequence-record.ts';
import { type Planned, planRequests, sharedRequests, type Wanted } from './sequence-requests.ts';
import { writeFrames } from './write-frames.ts';

interface SequenceFlags {
  pack: string;
  out: string;
  as: string[];
  frames?: string;
  median: number;
  provider: string;
  force?: boolean;
}

export function addSequence(program: Command): void {
  const command = program
    .command('sequence')
    .description(
      'numbered frames (shot.####.png) to numbered files on one scale, with what flickers said in numbers',
    )
    .argument(
      '<frames>',
      'how the frames are called, with #### or %04d in the place of their number (in quotes)',
    )
    .requiredOption('--pack <id or folder>', 'model pack')
    .requiredOption('-o, --out <folder>', 'where the files go')
    .addOption(
      new Option('--as <format>', 'kind of file for each frame; may be given several times (default: exr)')
        .choices(Object.keys(FORMATS))
        .argParser((value: string, others: string[] | undefined) => [...(others ?? []), value]),
    )
    .option(
      '--frames <first-last>',
      'frames that are meant (default: from the first to the last that is there)',
    )
    .option(
      '--median <n>',
      'frames over which the median of scale and shift is taken; 1 takes each as it is',
      Number,
      5,
    )
    .option('--provider <name>', 'execution provider for the estimates', 'auto')
    .option('--force', 'overwrite files of the same name that this command has not written');
  addOptionFlags(command, EXPORT_OPTIONS);
  addOptionFlags(command);
  command.addHelpText(
    'after',
    `
Every file has the same scale: one range of grey (--minimum, --maximum, or that of all frames), one cut, one end of mattes (--nearer-than, or
half way between the ends of all frames), one plane of displacements, and for relative packs the scale and shift that lay each frame over the
first one (median over --median frames). Parts of a sequence go into one folder only where all of that is stated (metric packs). Frames that are missing or fail are written
with the depth of the frame before. <frames>.sequence.json says all of it. What is done is not done again: run the same command
once more to go on. Point clouds and meshes of relative packs need --near and --far.`,
  );
  command.action((path: string, flags: SequenceFlags) => sequenceCommand(command, path, flags));
}

async function sequenceCommand(command: Command, path: string, flags: SequenceFlags): Promise<void> {
  const { json } = generalOptions(command);
  const files = await findFrames(path, flags.frames === undefined ? undefined : frameRange(flags.frames));
  const median = medianFrames(flags.median);
  const wanted = planRequests(flags.as ?? ['exr'], givenOptions(command, EXPORT_OPTIONS));
  const [folder, force] = [flags.out, flags.force ?? false];
  await requireFrameFolder(files, wanted, { folder, prior: priorFile(givenOptions(command)) });
  await withEngine(command, async (engine, stop) => {
    const [packId] = await choosePacks(engine, { pack: [flags.pack] });
    const options = await withPrior(engine, givenOptions(command), stop);
    const [plannedRun] = await engine.local('planRuns', { packIds: [packId], options });
    for (const { request } of wanted) refuseContradictions(request, plannedRun.kind);
    const hashOf = photoHashes(files.pattern, stop);
    const asked: AskedSequence = { files, planned: plannedRun, wanted, hashOf };
    await requireFramePlaces({ ...asked, files }, { folder, force });
    const how = { packId, options, provider: flags.provider, medianFrames: median };
    const estimated = await estimateFrames(engine, files, how, stop);
    const planned = sharedRequests(wanted, estimated, rangeOf(estimated.frames));
    planned.wanted = await withPlaces(engine, planned, estimated, {
      given: givenOptions(command, EXPORT_OPTIONS),
      stop,
    });
    const earlier = await earlierFrames(join(folder, sequenceName(files.pattern)), asked);
    const record = withEarlier(recordOf(path, asked, estimated, planned, median), earlier);
    if (!json) for (const line of wordsOf(record)) console.log(line);
    const held = await writeFrames(
      engine,
      { files, estimated, planned, asked, earlier, record, folder, force },
      stop,
      (line) => {
        if (!json) console.log(line);
      },
    );
    if (json) console.log(JSON.stringify(record, null, 2));
    else
      console.log(
        [
          record.flicker.words,
          ...held,
          ...record.notes.map(({ note, frames }) => `In ${framesWords(frames)}: ${note}`),
          ...leftWords(earlier, files),
          join(folder, sequenceName(files.pattern)),
        ].join('\n'),
      );
    if (estimated.failures.size > 0) process.exitCode = 1;
  });
}

/** The files of each frame with what is said about the place of the first frame that has one. */
function withPlaces(
  engine: Engine,
  { wanted }: Planned,
  { frames }: Frames,
  { given, stop }: { given: Record<string, unknown>; stop: AbortSignal },
): Promise<Wanted[]> {
  const { photo } = frames.find((frame) => frame.photo.hasPlace) ?? frames[0];
  const asked = placeAsker(engine, 'place' in given, stop);
  return Promise.all(wanted.map(async (each) => ({ ...each, request: await asked(each.request, photo) })));
}

function medianFrames(median: number): number {
  if (Number.isInteger(median) && median % 2 === 1 && median > 0) return median;
  throw new NotUnderstood('Expected an odd number of frames as --median: 1, 3, 5.');
}

function recordOf(
  path: string,
  { files: { first, last }, wanted }: AskedSequence,
  estimated: Frames,
  { range, metres, edgeCut, nearerThan, plane }: Planned,
  median: number,
): SequenceRecord {
  const { kind, frames } = estimated;
  const [{ run }] = frames;
  return {
    format: 'depthroom-sequence',
    formatVersion: 1,
    generator: GENERATOR,
    pattern: basename(path),
    first,
    last,
    pack: run.packId,
    packHash: run.packHash,
    options: run.options,
    asked: requestsOf(wanted),
    kind,
    unit: unitOf(kind),
    range,
    metres,
    edgeCut,
    nearerThan,
    plane,
    alignment:
      kind === 'metric'
        ? 'none: the map has metres of its own'
        : `scale and shift against frame ${frames[0].number}, least absolute differences, median over ${median} frames`,
    flicker: meanFlicker(estimated, rangeOf(frames)),
    notes: [],
    frames: [],
  };
}

/** What is said of all frames where an earlier call wrote some of them on the same scale. */
function withEarlier(record: SequenceRecord, { record: before, known }: EarlierFrames): SequenceRecord {
  const others = known.filter(({ frame }) => frame < record.first || frame > record.last);
  if (!before || others.length === 0) return record;
  const numbers = others.map(({ frame }) => frame);
  const minimum = Math.min(record.range.minimum, before.range.minimum);
  const maximum = Math.max(record.range.maximum, before.range.maximum);
  return {
    ...record,
    first: Math.min(record.first, ...numbers),
    last: Math.max(record.last, ...numbers),
    range: { ...record.range, minimum, maximum },
  };
}

/** What stays in the folder where a person allowed that another sequence is written over. */
function leftWords({ foreign, unscaled }: EarlierFrames, { first, last }: FrameFiles): string[] {
  const numbers = [...foreign, ...unscaled].map(({ frame }) => frame).filter((k) => k < first || k > last);
  if (numbers.length === 0) return [];
  return [`Files of an earlier call stay beside these, on a scale of their own: ${framesWords(numbers)}.`];
}

/** What is one for all frames, for a person. */
function wordsOf(record: SequenceRecord): string[] {
  const { range, metres, edgeCut, nearerThan, plane, alignment } = record;
  const unit = record.unit === 'metres' || metres ? ' metres' : '';
  const ends = `${range.minimum.toPrecision(4)} to ${range.maximum.toPrecision(4)}${unit}`;
  return [
    `Range of all frames: ${ends} (${range.from}).`,
    ...(metres ? [`Relative depth laid between ${metres.near} and ${metres.far} metres, as stated.`] : []),
    ...(edgeCut === null ? [] : [`Cut of all frames: ${edgeCut}.`]),
    ...(nearerThan === null
      ? []
      : [`Mattes of all frames: nearer than ${Number(nearerThan.toPrecision(4))}${unit}.`]),
    ...(plane === null
      ? []
      : [
          `Plane of all displacements: at ${Number(plane.toPrecision(4))} metres, the farthest of all frames.`,
        ]),
    `Alignment: ${alignment}.`,
  ];
}
