import { bestCoarsePack } from '../../contract/choose-packs.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { resolveOptions } from '../../contract/options.ts';
import type { Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import { SYSTEMS, type System } from '../../contract/systems.ts';
import type { InstalledPack } from '../library/packs/packs.ts';
import { newRun } from './new-run.ts';
import { planeOfOption } from './plane-prior.ts';
import type { RunContext } from './run-context.ts';

interface Wanted {
  photoId: string;
  installed: InstalledPack;
  options: RunOptions;
  provider: string;
  /** Runs that are about to be queued with this one. */
  queued: readonly Run[];
}

/**
 * The run whose depth a refiner sharpens: one that is named, the latest one of a named pack, or (`auto`) of the best coarse
 * pack. Where that pack has not seen the photo yet, a new run of it goes first.
 */
export async function resolvePrior(
  context: RunContext,
  { photoId, installed, options, provider, queued }: Wanted,
): Promise<{ priorRun: Run | null; isNew: boolean }> {
  const wanted = options.prior;
  if (!SYSTEMS[installed.pack.system].takesPrior || typeof wanted !== 'string' || planeOfOption(wanted))
    return { priorRun: null, isNew: false };

  const runs = context.project.runs.where('photo_id', photoId);
  const named = runs.find((run) => run.id === wanted);
  if (named) {
    if (named.state !== 'done' && named.state !== 'queued' && named.state !== 'running') {
      throw new DepthroomError(
        'bad-input',
        `Expected a finished run as the prior, but "${named.packTitle}" ${named.state}; run it again or choose another.`,
      );
    }
    return { priorRun: named, isNew: false };
  }

  const coarse =
    wanted === 'auto' ? await bestInstalled(context, installed.pack.system) : await context.packs.get(wanted);
  if (SYSTEMS[coarse.pack.system].takesPrior) {
    throw new DepthroomError(
      'bad-input',
      `Expected a coarse depth map as the prior, but "${coarse.pack.id}" is itself a refiner; choose another system.`,
    );
  }
  const usable = [...runs, ...queued.filter((run) => run.photoId === photoId)]
    .filter((run) => run.packHash === coarse.hash && ['done', 'queued', 'running'].includes(run.state))
    .at(-1);
  if (usable) return { priorRun: usable, isNew: false };
  const priorOptions = resolveOptions(coarse.pack, {}) as RunOptions;
  return {
    priorRun: newRun(context, {
      photoId,
      installed: coarse,
      options: priorOptions,
      provider,
      prior: null,
    }),
    isNew: true,
  };
}

async function bestInstalled(context: RunContext, refiner: System): Promise<InstalledPack> {
  const usable = await context.packs.usable();
  const best = bestCoarsePack(usable.map(({ pack }) => pack));
  const installed = usable.find(({ pack }) => pack === best);
  if (installed) return installed;
  throw new DepthroomError(
    'not-found',
    `Expected an installed pack that makes a coarse depth map for ${SYSTEMS[refiner].title}, but there is none; add one in the model library.`,
  );
}
