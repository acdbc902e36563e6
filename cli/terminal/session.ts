import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { DepthroomError } from '../../contract/errors.ts';
import type { Repair } from '../../contract/trash.ts';
import { createBackground } from '../../core/disk/background.ts';
import { keepFilesPrivate, makePrivateFolder } from '../../core/disk/private-folder.ts';
import { createEngine, type Engine } from '../../core/host/engine.ts';
import { forkWorker } from '../../core/host/fork-worker.ts';
import { dataFolder } from '../../core/project/data-folder.ts';

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

export async function openEngine(project: string | undefined, repair?: Repair): Promise<Engine> {
  keepFilesPrivate();
  const home = dataFolder();
  await makePrivateFolder(home);
  return createEngine({
    dataFolder: home,
    resourcesFolder: RESOURCES,
    startWorker: () => forkWorker(),
    ...(project === undefined ? {} : { projectFolder: project }),
    ...(repair === undefined ? {} : { repair }),
  });
}

/**
 * Opens an engine for one command and closes it in any case. Ctrl-C closes it early: what is finished stays, what is not is
 * stopped.
 */
export async function withEngine<Result>(
  command: Command,
  work: (engine: Engine, stop: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  let engine: Engine | undefined;
  try {
    engine = await openEngine(generalOptions(command).project);
    if (stop.signal.aborted) throw new DepthroomError('cancelled', 'Stopped before anything was done.');
    return await work(engine, stop.signal);
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
