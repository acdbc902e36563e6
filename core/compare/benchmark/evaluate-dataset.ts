import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { BenchmarkRow, BenchmarkSample } from '../../../contract/compare/benchmark.ts';
import type { BenchmarkProtocol } from '../../../contract/compare/benchmark-protocols.ts';
import { toFailure } from '../../../contract/errors.ts';
import { optionsOfSystem, resolveOptions } from '../../../contract/options.ts';
import type { Photo } from '../../../contract/photo.ts';
import type { Run } from '../../../contract/run.ts';
import type { RunOptions } from '../../../contract/schemas.ts';
import { hashFile, sha256Of } from '../../disk/hash-file.ts';
import { removeLeftFile } from '../../disk/remove-left.ts';
import { requireOrdinaryFile } from '../../disk/require-ordinary-file.ts';
import { knownFailure, systemFailure } from '../../disk/system-failure.ts';
import type { InstalledPack } from '../../library/packs/packs.ts';
import { importPhoto } from '../../photos/import-photo.ts';
import { findOrQueue } from '../../runs/find-or-queue.ts';
import { cancelRun } from '../../runs/queue.ts';
import type { RunContext } from '../../runs/run-context.ts';
import { whenRunEnded } from '../../runs/when-run-ended.ts';
import { storedRun } from '../measure/stored-map.ts';
import { rulesOfSample } from './resolve-rules.ts';

/** What is measured: every pack on every sample. */
export interface DatasetQuestion {
  samples: readonly BenchmarkSample[];
  packIds: readonly string[];
  options: RunOptions;
  provider: string;
  rules: BenchmarkProtocol;
  /** Rows of an earlier call: what is the same is not measured again. */
  known: readonly BenchmarkRow[];
  /** Told every row, in order, also those that were known. */
  keep(row: BenchmarkRow, wasKnown: boolean): Promise<void>;
}

/**
 * Measures packs on the samples of a dataset as a protocol says. A sample or a run that fails is a row with its sentence, and the
 * others go on. Finished runs of the project are taken as they are.
 * Throws `bad-input` or `not-found` where a pack is unknown or does not take the options, `cancelled` where the caller stops it,
 * `no-space`, `no-permission`, `exists`, `disk-error` or `busy` where the project cannot be written, and what `keep` throws;
 * never `not-an-image` or `unsupported-format`, which a sample alone is to blame for.
 */
export async function evaluateDataset(context: RunContext, question: DatasetQuestion): Promise<void> {
  const packs = await Promise.all(question.packIds.map((id) => context.packs.get(id)));
  const wanted = packs.map((installed) => ({ installed, options: optionsOf(installed, question.options) }));
  const known = new Map(question.known.filter(({ sums }) => sums).map((row) => [keyOf(row), row]));
  for (const sample of question.samples) {
    context.signal.throwIfAborted();
    const rules = rulesOfSample(question.rules, sample);
    const base = await startOf(sample, rules);
    const rows = wanted.map(({ installed, options }) => rowOf(base, installed, options));
    const open = base.failure === null ? rows.filter((row) => !known.has(keyOf(row))) : [];
    const measured = open.length > 0 ? await measureSample(context, question, sample, rules, open) : [];
    for (const row of rows) {
      const before = base.failure === null ? known.get(keyOf(row)) : undefined;
      await question.keep(before ?? measured[open.indexOf(row)] ?? row, before !== undefined);
    }
  }
}

/** What a row stands for: it is measured again where any of this is another. */
function keyOf({ sample, packId, packHash, options, image, depth, mask, rules }: BenchmarkRow): string {
  return JSON.stringify([
    sample,
    packId,
    packHash,
    Object.entries(options).sort(),
    image,
    depth,
    mask,
    rules,
  ]);
}

type Start = Pick<BenchmarkRow, 'sample' | 'image' | 'depth' | 'mask' | 'rules' | 'failure'>;

/** The hashes of a sample's files, or why they cannot be read. */
async function startOf(sample: BenchmarkSample, rules: BenchmarkProtocol): Promise<Start> {
  // What a protocol is called and where it is from changes no number.
  const words = { ...rules, title: '', source: '', intrinsics: sample.intrinsics ?? null };
  const base = { sample: sample.name, rules: sha256Of(Buffer.from(JSON.stringify(words))) };
  try {
    const [image, depth, mask] = await Promise.all(
      [sample.image, sample.depth, sample.mask].map((path) => (path === undefined ? null : hashOf(path))),
    );
    return { ...base, image: image ?? NOTHING, depth: depth ?? NOTHING, mask: mask ?? null, failure: null };
  } catch (thrown) {
    return {
      ...base,
      image: NOTHING,
      depth: NOTHING,
      mask: null,
      failure: toFailure(knownFailure(thrown)).message,
    };
  }
}

const NOTHING = sha256Of(new Uint8Array());

async function hashOf(path: string): Promise<string> {
  await requireOrdinaryFile(path, basename(path));
  return hashFile(path).catch((thrown) => {
    throw systemFailure(thrown, `read ${basename(path)}`);
  });
}

function rowOf(start: Start, { pack, hash }: InstalledPack, options: RunOptions): BenchmarkRow {
  return {
    ...start,
    packId: pack.id,
    packTitle: pack.title,
    packHash: hash,
    options,
    runId: null,
    provider: null,
    seconds: null,
    fit: null,
    sums: null,
  };
}

/** Of what was said, what the system of the pack knows, with the defaults. */
function optionsOf({ pack }: InstalledPack, given: RunOptions): RunOptions {
  return resolveOptions(pack, optionsOfSystem(pack.system, given)) as RunOptions;
}

async function measureSample(
  context: RunContext,
  question: DatasetQuestion,
  sample: BenchmarkSample,
  rules: BenchmarkProtocol,
  rows: readonly BenchmarkRow[],
): Promise<BenchmarkRow[]> {
  try {
    const photo = await takeIn(context, sample, rules);
    const runs = new Map<BenchmarkRow, Run | string>();
    for (const row of rows) runs.set(row, await runOf(context, photo, row, question.provider));
    const done = rows.filter((row) => typeof runs.get(row) === 'object');
    const { scores } = await context.comparer.ask(
      'benchmark',
      {
        photo,
        maps: done.map((row) => storedRun(context.project, runs.get(row) as Run)),
        depth: sample.depth,
        mask: sample.mask ?? null,
        name: basename(sample.depth),
        rules,
        pictures: null,
      },
      { signal: context.signal },
    );
    return rows.map((row) => {
      const run = runs.get(row) as Run | string;
      if (typeof run === 'string') return { ...row, failure: run };
      const score = scores[done.indexOf(row)];
      const seconds = run.stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
      const about = { ...row, runId: run.id, provider: run.provider, seconds };
      return 'failure' in score ? { ...about, failure: score.failure } : { ...about, ...score };
    });
  } catch (thrown) {
    const failure = toFailure(knownFailure(thrown));
    if (STOPPING.has(failure.code) || context.signal.aborted) throw thrown;
    return rows.map((row) => ({ ...row, failure: failure.message }));
  }
}

/** What is no fault of the sample: the others would fail the same way. */
const STOPPING = new Set(['cancelled', 'no-space', 'no-permission', 'disk-error', 'busy']);

/** The photo of a sample in the project, cut where the protocol says so. */
async function takeIn(
  context: RunContext,
  { image, name, intrinsics }: BenchmarkSample,
  { cut }: BenchmarkProtocol,
): Promise<Photo> {
  const { project, signal } = context;
  const file = basename(image);
  const target = project.files.temporary();
  try {
    const { isCut } = cut
      ? await context.comparer.ask('cutPhoto', { path: image, name: file, cut, target }, { signal })
      : { isCut: false };
    const photo = await importPhoto(context, isCut ? target : image, file, signal);
    if (!intrinsics) return photo;
    // The camera of the dataset holds for measuring; the photo in the project stays as it is.
    return {
      ...photo,
      intrinsics: { ...intrinsics, source: 'given', note: `As the dataset says for ${name}.` },
    };
  } finally {
    await removeLeftFile(target);
  }
}

/** A finished run of the photo with the pack and options of a row, or why there is none. */
async function runOf(
  context: RunContext,
  photo: Photo,
  row: BenchmarkRow,
  provider: string,
): Promise<Run | string> {
  const { packId, packTitle, options } = row;
  const wanted = { photoId: photo.id, packId, options, provider };
  const { run: queued, was } = await findOrQueue(context, wanted);
  if (was === 'finished') return queued;
  if (!isDeepStrictEqual(queued.options, options))
    throw new Error('the run that was asked for is queued last');
  try {
    const run = await whenRunEnded(context, queued.id);
    if (run.state === 'done') return run;
    // Another call's that was stopped: what is wanted here is still to be done.
    if (was === 'open') return runOf(context, photo, row, provider);
    return run.error?.message ?? `${packTitle} was cancelled.`;
  } catch (thrown) {
    if (context.signal.aborted && was === 'queued') await cancelRun(context, queued.id).catch(() => {});
    throw thrown;
  }
}
