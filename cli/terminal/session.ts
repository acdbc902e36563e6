import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { DepthroomError } from '../../contract/errors.ts';
import type { Repair } from '../../contract/trash.ts';
import type { Engine, EngineOptions } from '../../core/host/engine.ts';
import { dataFolder } from '../../core/project/data-folder.ts';
import { NotUnderstood } from './not-understood.ts';
import { leftWhenStopped, stoppable } from './stop.ts';
import { tellNotes, tellPaused } from './tell-notes.ts';

/** The repository's `resources`. */
export const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url));

/** What the program's own options say. Throws `bad-input` where the project has no name. */
export function generalOptions(command: Command): { project?: string; json: boolean } {
  const { project, json } = command.optsWithGlobals<{ project?: string; json?: boolean }>();
  // A variable of a script that is not set would make a project of whatever folder it is in.
  if (project === '') throw new NotUnderstood('Expected a folder as --project, but received an empty name.');
  return { project, json: json ?? false };
}

/** Prints what came out: its facts for a program (`--json`, on one line where `indent` is 0), or words for a person. */
export function printResult(command: Command, facts: unknown, words: string, indent = 2): void {
  console.log(generalOptions(command).json ? JSON.stringify(facts, null, indent) : words);
}

/** The folder of the project that is meant: the one that is named, or the default one. Throws `bad-input` where it has no name. */
export function projectFolder(command: Command, folder: string | undefined): string {
  if (folder === '') throw new NotUnderstood('Expected a folder, but received an empty name.');
  return folder ?? generalOptions(command).project ?? join(dataFolder(), 'Default project');
}

interface EngineFlags extends Pick<EngineOptions, 'isApp' | 'hasOneWorker'> {
  folder?: string | undefined;
  repair?: Repair;
}

/**
 * Opens an engine for one command and closes it in any case. Ctrl-C closes it early: what is finished stays, what is not is
 * stopped. `folder`: of the project, where the command names it in its own way.
 */
export function withEngine<Result>(
  command: Command,
  work: (engine: Engine, stop: AbortSignal) => Promise<Result>,
  { folder = generalOptions(command).project, ...flags }: EngineFlags = {},
): Promise<Result> {
  return stoppable(async (stop) => {
    // Most of the core: who asks for help, or says what is not understood, needs none of it.
    const { openEngine } = await import('./open-engine.ts');
    const engine = await openEngine(RESOURCES, folder, { ...flags, signal: stop });
    try {
      if (stop.aborted) throw new DepthroomError('cancelled', 'Stopped before anything was done.');
      const before = await engine.local('projectNotes', {});
      if (flags.isApp) tellNotes(before);
      else tellPaused(before);
      const result = await leftWhenStopped(stop, work(engine, stop));
      if (!flags.isApp) tellNotes(await engine.local('projectNotes', {}));
      return result;
    } finally {
      await engine.close();
    }
  });
}
