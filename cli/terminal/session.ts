import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { DepthroomError } from '../../contract/errors.ts';
import type { Repair } from '../../contract/trash.ts';
import { createBackground } from '../../core/disk/background.ts';
import { keepFilesPrivate, makePrivateFolder } from '../../core/disk/private-folder.ts';
import { createEngine, type Engine, type EngineOptions } from '../../core/host/engine.ts';
import { forkWorker } from '../../core/host/fork-worker.ts';
import { dataFolder } from '../../core/project/data-folder.ts';
import { workerEnvironment } from '../../core/providers/added-cuda.ts';

/** The repository's `resources`. */
export const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url));

const background = createBackground();
/** How long the process may go on after it was stopped and the engine is closed. */
const LAST_MS = 300;

/** Does something when a person says stop (Ctrl-C), at once where they have said it already. Nobody waits for it. */
export function whenStopped(stop: AbortSignal, name: string, work: () => Promise<unknown>): void {
  const begin = () => background.run(name, work);
  if (stop.aborted) begin();
  else stop.addEventListener('abort', begin, { once: true });
}

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

export interface EngineFlags extends Pick<EngineOptions, 'isApp' | 'signal'> {
  repair?: Repair;
}

export async function openEngine(project: string | undefined, flags: EngineFlags = {}): Promise<Engine> {
  keepFilesPrivate();
  const home = dataFolder();
  await makePrivateFolder(home);
  return createEngine({
    dataFolder: home,
    resourcesFolder: RESOURCES,
    startWorker: () => forkWorker(workerEnvironment(home)),
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
  for (const note of notes) console.error(`depthroom: ${note}`);
}

/** Does work that needs no engine; Ctrl-C stops it. */
export async function whileListening(work: (stop: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    await work(stop.signal);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

/**
 * Opens an engine for one command and closes it in any case. Ctrl-C closes it early: what is finished stays, what is not is
 * stopped.
 */
export async function withEngine<Result>(
  command: Command,
  work: (engine: Engine, stop: AbortSignal) => Promise<Result>,
  flags: EngineFlags = {},
): Promise<Result> {
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  let engine: Engine | undefined;
  try {
    engine = await openEngine(generalOptions(command).project, { ...flags, signal: stop.signal });
    if (stop.signal.aborted) throw new DepthroomError('cancelled', 'Stopped before anything was done.');
    if (flags.isApp) await tellNotes(engine);
    const result = await work(engine, stop.signal);
    if (!flags.isApp) await tellNotes(engine);
    return result;
  } finally {
    await engine?.close();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    // What cannot be stopped (a photo that is just being decoded) is nobody's any more. `process.exit` would wait for its thread; a
    // signal that nobody listens to any more does not, and shells tell it as 130 too.
    if (stop.signal.aborted)
      background.after(LAST_MS, 'end', () => {
        process.kill(process.pid, 'SIGINT');
      });
  }
}
