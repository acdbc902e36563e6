import type { Command } from 'commander';
import type { Engine } from '../../core/host/engine.ts';
import { withEngine } from '../terminal/session.ts';

/** Opens an engine for work with the model packs: of the project, where there is one, only what is in use is of interest. Throws what `withEngine` throws. */
export function withLibrary<Result>(
  command: Command,
  work: (engine: Engine, stop: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return withEngine(command, work, { need: 'if-there' });
}
