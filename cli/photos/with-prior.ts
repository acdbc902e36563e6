import type { RunOptions } from '../../contract/schemas.ts';
import type { Engine } from '../../core/host/engine.ts';
import { priorFile } from '../terminal/option-flags.ts';

/** `--prior` takes a .npy as well as a pack. */
export async function withPrior(engine: Engine, options: RunOptions, stop: AbortSignal) {
  const prior = priorFile(options);
  return prior !== undefined
    ? { ...options, prior: await engine.local('importPrior', { path: prior }, { signal: stop }) }
    : options;
}
