import { randomUUID } from 'node:crypto';
import type { Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import type { InstalledPack } from '../library/packs/packs.ts';
import type { Context } from '../project/context.ts';
import { planeOfOption } from './plane-prior.ts';

export interface NewRun {
  photoId: string;
  installed: InstalledPack;
  options: RunOptions;
  provider: string;
  /** The run that it refines, where it is one. */
  prior: Pick<Run, 'id' | 'packTitle'> | null;
}

/** The row of a run that waits for its turn. */
export function newRun(context: Context, { photoId, installed, options, provider, prior }: NewRun): Run {
  const { pack, hash } = installed;
  return {
    id: randomUUID(),
    photoId,
    packId: pack.id,
    packTitle: pack.title,
    packHash: hash,
    system: pack.system,
    origin: pack.origin,
    licence: pack.licence,
    ...(pack.sharesNetworkWith ? { sharesNetworkWith: pack.sharesNetworkWith } : {}),
    options,
    engineId: context.engineId,
    priorRunId: prior?.id ?? null,
    ...priorTitleOf(options, prior),
    queuedAt: new Date().toISOString(),
    requestedProvider: provider,
    ...notBegun(),
  };
}

/** What is refined, by the name that a person knows it by. */
function priorTitleOf({ prior: named }: RunOptions, prior: NewRun['prior']): Pick<Run, 'priorTitle'> {
  const title = prior?.packTitle ?? planeOfOption(String(named ?? ''))?.name ?? null;
  return title === null ? {} : { priorTitle: title };
}

/** What the row of a run says before anything was done for it: at first, and when it is asked for again. */
export function notBegun() {
  return {
    state: 'queued',
    startedAt: null,
    finishedAt: null,
    provider: null,
    stages: [],
    peakMemoryBytes: null,
    result: null,
    notes: [],
    error: null,
  } satisfies Partial<Run>;
}
