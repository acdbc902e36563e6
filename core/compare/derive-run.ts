import { randomUUID } from 'node:crypto';
import type { ParsedInput } from '../../contract/calls/api.ts';
import { sharedNetworkNotes } from '../../contract/compare/shared-networks.ts';
import type { Derivation } from '../../contract/derivation.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Result, Run } from '../../contract/run.ts';
import type { Context } from '../project/context.ts';
import type { StagedFile } from '../project/file-store.ts';
import { stagePlanes } from '../runs/perform-run.ts';
import { atWork } from './at-work.ts';
import { findCompared, finishedRun } from './compared.ts';
import { storedRun } from './measure/stored-map.ts';

/**
 * Makes the median of aligned runs a run of its own, in the kind of the reference and at the size of the stage, with their disagreement as
 * its uncertainty (see `consensusOf`). Throws `not-found` where an id is unknown, `bad-input` where fewer than two runs are given, one is
 * not finished or cannot be aligned, or the reference is none of them, `cancelled` or `interrupted` where the work was stopped, `internal`
 * where a plane is cut off.
 */
export function makeConsensus(context: Context, input: ParsedInput<'consensus'>): Promise<Run> {
  const { project } = context;
  const { alignment } = input;
  const { photo, runs, maps } = findCompared(project, { ...input, reference: null });
  if (runs.length < 2)
    throw new DepthroomError(
      'bad-input',
      'Expected at least two different runs for a consensus, but received one.',
    );
  const wanted = input.referenceRunId;
  const reference =
    wanted === undefined
      ? Math.max(
          0,
          maps.findIndex(({ kind }) => kind === 'metric'),
        )
      : runs.findIndex(({ id }) => id === wanted);
  if (reference < 0)
    throw new DepthroomError('bad-input', 'Expected the reference to be one of the runs of the consensus.');

  return atWork(context, randomUUID(), async (temporaryFolder, signal) => {
    const startedAt = new Date();
    const { result, fits, farthest } = await context.comparer.ask(
      'consensus',
      {
        photo,
        maps,
        reference,
        alignment,
        temporaryFolder,
      },
      { signal },
    );
    const sources = runs.map(({ id, packTitle }, k) => ({
      runId: id,
      title: packTitle,
      fit: fits[k],
      farthestShare: farthest[k],
    }));
    const out = sources.reduce((a, b) => (b.farthestShare > a.farthestShare ? b : a));
    const hasOutlier = runs.length > 2 && out.farthestShare > 0;
    const outlier = hasOutlier ? { runId: out.runId, title: out.title, share: out.farthestShare } : null;
    const { runId, title } = sources[reference];
    const derivation: Derivation = {
      kind: 'consensus',
      alignment,
      reference: { runId, title },
      sources,
      outlier,
    };
    const notes = [
      `Median of ${runs.length} runs aligned to "${title}": ${sources.map((source) => source.title).join(', ')}.`,
      ...(outlier
        ? [
            `"${outlier.title}" lies farthest from the median at ${(100 * outlier.share).toFixed(0)} % of the pixels; by chance it would be ${(100 / runs.length).toFixed(0)} %.`,
          ]
        : []),
      ...sharedNetworkNotes(runs),
    ];
    return keepRun(context, runs, {
      title: `Consensus of ${runs.length} runs`,
      system: 'consensus',
      derivation,
      result,
      notes,
      startedAt,
    });
  });
}

/**
 * Makes a run metric by known lengths in metres (see `calibrate`) or by the scale of a metric run, as a run of its own. Throws `not-found`
 * where an id is unknown, `bad-input` where a run is not finished, the lengths do not settle the scale, or the run to borrow it from is
 * relative, `cancelled` or `interrupted` where the work was stopped, `internal` where a plane is cut off.
 */
export function makeCalibrated(context: Context, { runId, by }: ParsedInput<'calibrate'>): Promise<Run> {
  const { project } = context;
  const run = finishedRun(project, runId);
  const photo = project.photos.get(run.photoId);
  const reference = 'lengths' in by ? null : finishedRun(project, by.referenceRunId, photo);
  if (reference && reference.result?.kind !== 'metric') {
    throw new DepthroomError(
      'bad-input',
      `Expected a metric run to borrow the scale from, but "${reference.packTitle}" is relative; choose a metric or a calibrated run.`,
    );
  }
  const spread = run.result?.uncertainty ?? null;
  return atWork(context, randomUUID(), async (temporaryFolder, signal) => {
    const startedAt = new Date();
    const { result, line, lengths, fit, notes } = await context.comparer.ask(
      'calibrate',
      {
        photo,
        map: storedRun(project, run),
        uncertaintyPath: spread && project.files.pathOf(spread.model.file),
        by: 'lengths' in by ? by : { reference: storedRun(project, reference as Run), fit: by.fit },
        temporaryFolder,
      },
      { signal },
    );
    const derivation: Derivation = {
      kind: 'calibrated',
      source: { runId: run.id, title: run.packTitle },
      ...line,
      lengths,
      reference: reference && fit && { runId: reference.id, title: reference.packTitle, fit },
    };
    const how = reference
      ? `scale borrowed from "${reference.packTitle}"`
      : `${lengths.length} known length${lengths.length === 1 ? '' : 's'}`;
    const found = lengths.map(
      ({ what, givenInMetres, foundInMetres }) =>
        `${what}: given ${givenInMetres} m, found ${foundInMetres.toPrecision(4)} m`,
    );
    return keepRun(context, reference ? [run, reference] : [run], {
      title: `${run.packTitle}, calibrated`,
      system: 'calibrated',
      derivation,
      result,
      notes: [
        `Made metric from "${run.packTitle}" by ${how}: ${line.space === 'depth' ? 'depth' : '1 / depth'} = ${line.scale.toPrecision(5)} x value + ${line.shift.toPrecision(5)}.`,
        ...found.map((sentence) => `${sentence}.`),
        ...notes,
      ],
      startedAt,
    });
  });
}

interface Made {
  title: string;
  system: 'consensus' | 'calibrated' | 'mended';
  derivation: Derivation;
  result: Result;
  notes: string[];
  startedAt: Date;
  /** Files beside the planes that the derivation speaks of. */
  further?: StagedFile[];
}

/**
 * Keeps a finished run that carries the licences and the origin of what it was made from. Throws `not-found` where its photo was removed
 * meanwhile, and what the disk and the database refuse.
 */
export async function keepRun(
  { project, engineId, changed }: Context,
  sources: readonly Run[],
  { title, system, derivation, result, notes, startedAt, further = [] }: Made,
): Promise<Run> {
  const finishedAt = new Date();
  const planes = await stagePlanes(project.files, result);
  const origins = new Set(sources.map(({ origin }) => origin));
  const networks = networksOf(sources);
  const run: Run = {
    id: randomUUID(),
    photoId: sources[0].photoId,
    packId: system,
    packTitle: title,
    packHash: '',
    system,
    origin: origins.has('starter') ? 'starter' : origins.has('imported') ? 'imported' : 'official',
    licence: [...new Set(sources.flatMap(({ licence }) => licence.split(', ')))].join(', '),
    ...(networks.length > 0 ? { sharesNetworkWith: networks } : {}),
    options: {},
    engineId,
    priorRunId: null,
    derivation,
    state: 'done',
    queuedAt: startedAt.toISOString(),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    requestedProvider: 'cpu',
    provider: null,
    stages: [{ name: system, milliseconds: finishedAt.getTime() - startedAt.getTime() }],
    peakMemoryBytes: null,
    result: planes.result,
    notes,
    error: null,
  };
  const staged = [...planes.staged, ...further];
  await project.files.write(staged, ({ put }) => {
    // Removed by a person meanwhile: then this throws, and nothing is kept.
    project.photos.get(run.photoId);
    staged.forEach(put);
    project.runs.insert(run);
  });
  changed();
  return run;
}

/** The packs that a derived run repeats: those that it was made from, and what shares a network with them. */
function networksOf(sources: readonly Run[]): string[] {
  const packs = sources.filter(({ derivation }) => !derivation).map(({ packId }) => packId);
  return [...new Set([...packs, ...sources.flatMap(({ sharesNetworkWith }) => sharesNetworkWith ?? [])])];
}
