import type { CallInput } from '../../contract/calls/api.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { OPTIONS, resolveOptions } from '../../contract/options.ts';
import type { Run } from '../../contract/run.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import type { InstalledPack } from '../library/packs/packs.ts';
import { newRun } from './new-run.ts';
import { resolvePrior } from './resolve-prior.ts';
import type { RunContext } from './run-context.ts';

/** Queues every pack on every photo, in that order, and answers with the queued runs. All of it is checked before anything is queued. */
export async function estimate(context: RunContext, input: CallInput<'estimate'>): Promise<Run[]> {
  const { photoIds, packIds, options = {}, provider = 'auto' } = input;
  const { photos, runs, write } = context.project;
  for (const id of photoIds) photos.get(id);
  const packs = await Promise.all(packIds.map((id) => context.packs.get(id)));
  refuseUnknownOptions(packs, options);

  const queued: Run[] = [];
  for (const photoId of photoIds) {
    for (const installed of packs) {
      const known = resolveOptions(installed.pack, pick(installed, options)) as RunOptions;
      const { priorRun, isNew } = await resolvePrior(context, {
        photoId,
        installed,
        options: known,
        provider,
        queued,
      });
      if (priorRun && isNew) queued.push(priorRun);
      queued.push(newRun(context, { photoId, installed, options: known, provider, prior: priorRun }));
    }
  }
  await write(() => {
    for (const run of queued) runs.insert(run);
  });
  context.changed();
  context.wake();
  return queued;
}

/** With several packs an option need not suit all of them, but it must suit one. */
export function refuseUnknownOptions(packs: readonly InstalledPack[], options: RunOptions): void {
  const known = new Set(packs.flatMap(({ pack }) => Object.keys(OPTIONS[pack.system].shape)));
  for (const name of Object.keys(options)) {
    if (known.has(name)) continue;
    const systems = [...new Set(packs.map(({ pack }) => pack.system))].join(', ');
    throw new DepthroomError(
      'bad-input',
      known.size === 0
        ? `Expected no options, since ${systems} has none, but received "${name}".`
        : `Expected an option of ${systems} (${[...known].join(', ')}), but received "${name}".`,
    );
  }
}

function pick({ pack }: InstalledPack, options: RunOptions): RunOptions {
  const shape = OPTIONS[pack.system].shape;
  return Object.fromEntries(Object.entries(options).filter(([name]) => name in shape));
}
