import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { withCommandsAs } from '../../contract/command-words.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Repair } from '../../contract/trash.ts';
import { keepFilesPrivate, makePrivateFolder } from '../../core/disk/private-folder.ts';
import { openLog } from '../../core/host/diagnostics/log.ts';
import { createEngine, type Engine, type EngineOptions } from '../../core/host/engine.ts';
import { forkWorker } from '../../core/host/fork-worker.ts';
import { dataFolder } from '../../core/project/data-folder.ts';
import { workerEnvironment } from '../../core/providers/added-cuda.ts';
import { NotUnderstood } from './not-understood.ts';
import { programName } from './program-name.ts';
import { leftWhenStopped, stoppable } from './stop.ts';

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

interface EngineFlags extends Pick<EngineOptions, 'isApp'> {
  folder?: string | undefined;
  repair?: Repair;
}

async function openEngine(
  project: string | undefined,
  flags: Pick<EngineOptions, 'isApp' | 'signal' | 'repair'>,
): Promise<Engine> {
  keepFilesPrivate();
  const home = dataFolder();
  await makePrivateFolder(home);
  const log = openLog(home);
  return createEngine({
    dataFolder: home,
    resourcesFolder: RESOURCES,
    // What libraries of a worker write there (that there is no Vulkan, say) is nothing for a person.
    startWorker: () =>
      forkWorker(workerEnvironment(home), (text) => log.note('info', `A worker wrote: ${text}`)),
    ...(project === undefined ? {} : { projectFolder: project }),
    ...flags,
  });
}

/** Says on the standard error output what a person should know of the project that is open. */
async function tellNotes(engine: Engine): Promise<void> {
  const { notes, unknownFiles } = await engine.local('projectNotes', {});
  if (unknownFiles > 0) {
    const files = unknownFiles === 1 ? '1 file is' : `${unknownFiles} files are`;
    notes.push(
      `${files} not in the database of this project and in its trash: put the newer project.db back, or make photos of them ("depthroom projects repair --take-in").`,
    );
  }
  for (const note of notes) console.error(`depthroom: ${withCommandsAs(note, programName())}`);
}

/** Who waits for what does not begin is told why, before. */
async function tellPaused(engine: Engine): Promise<void> {
  const { isQueuePaused } = await engine.local('projectNotes', {});
  const note =
    'the queue of this project is paused, so that nothing is computed until it goes on: resume it in the window, or with "depthroom projects queue --resume".';
  if (isQueuePaused) console.error(`depthroom: ${withCommandsAs(note, programName())}`);
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
    const engine = await openEngine(folder, { ...flags, signal: stop });
    try {
      if (stop.aborted) throw new DepthroomError('cancelled', 'Stopped before anything was done.');
      if (flags.isApp) await tellNotes(engine);
      else await tellPaused(engine);
      const result = await leftWhenStopped(stop, work(engine, stop));
      if (!flags.isApp) await tellNotes(engine);
      return result;
    } finally {
      await engine.close();
    }
  });
}
