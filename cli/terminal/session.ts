import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { DepthroomError } from '../../contract/errors.ts';
import type { Repair } from '../../contract/trash.ts';
import type { Engine, EngineOptions } from '../../core/host/engine.ts';
import { dataFolder } from '../../core/project/data-folder.ts';
import { lookForProject, openingFor, type ProjectNeed } from './project-need.ts';
import { leftWhenStopped, stoppable } from './stop.ts';
import { tellNotes, tellPaused } from './tell-notes.ts';

/** The repository's `resources`. */
export const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url));

/** What the program's own options say. */
export function generalOptions(command: Command): { project?: string; json: boolean } {
  const { project, json } = command.optsWithGlobals<{ project?: string; json?: boolean }>();
  return { project, json: json ?? false };
}

/** Prints what came out: its facts for a program (`--json`, on one line where `indent` is 0), or words for a person. */
export function printResult(command: Command, facts: unknown, words: string, indent = 2): void {
  console.log(generalOptions(command).json ? JSON.stringify(facts, null, indent) : words);
}

/** The folder of the project that is meant: the one that is named, or the default one. */
export function projectFolder(command: Command, folder: string | undefined): string {
  return folder ?? generalOptions(command).project ?? join(dataFolder(), 'Default project');
}

interface EngineFlags extends Pick<EngineOptions, 'isApp' | 'hasOneWorker'> {
  /** What it needs of the project; left out: one that it may make. */
  need?: ProjectNeed;
  folder?: string | undefined;
  repair?: Repair;
}

/**
 * Opens an engine for one command and closes it in any case. Ctrl-C closes it early: what is finished stays, what is not is
 * stopped. `folder`: of the project, where the command names it in its own way.
 */
export function withEngine<Result>(
  command: Command,
  work: (engine: Engine, stop: AbortSignal, project: { isNone: boolean }) => Promise<Result>,
  { need = 'make', folder = generalOptions(command).project, ...flags }: EngineFlags = {},
): Promise<Result> {
  return stoppable(async (stop) => {
    const isNamed = folder !== undefined;
    const meant = await lookForProject(resolve(projectFolder(command, folder)), need, isNamed);
    const isNone = need === 'if-there' && meant.isNew;
    // Most of the core: who asks for help, or says what is not understood, needs none of it.
    const { openEngine } = await import('./open-engine.ts');
    const how = { ...flags, ...openingFor(need), signal: stop };
    const engine = await openEngine(RESOURCES, isNone ? null : folder, how);
    try {
      await meant.tellMade();
      if (stop.aborted) throw new DepthroomError('cancelled', 'Stopped before anything was done.');
      const notes = async () => (isNone ? NO_NOTES : engine.local('projectNotes', {}));
      const before = await notes();
      if (flags.isApp) tellNotes(before);
      else tellPaused(before);
      const result = await leftWhenStopped(stop, work(engine, stop, { isNone }));
      if (!flags.isApp) tellNotes(await notes());
      return result;
    } finally {
      await engine.close();
    }
  });
}

const NO_NOTES = { notes: [], unknownFiles: 0, unreadableRows: 0, isQueuePaused: false };
