import { dirname } from 'node:path';
import type { Command } from 'commander';
import { toFailure } from '../contract/errors.ts';
import { knownFailure } from '../core/disk/system-failure.ts';
import { type FromEngine, gatherDiagnostics } from '../core/host/diagnostics/gather.ts';
import { diagnosticsInWords } from '../core/host/diagnostics/in-words.ts';
import { openLog } from '../core/host/diagnostics/log.ts';
import type { Engine } from '../core/host/engine.ts';
import { dataFolder } from '../core/project/data-folder.ts';
import { databaseFailure } from '../core/project/database-failure.ts';
import { tryProviders } from './providers/try-providers.ts';
import { printResult, projectFolder, RESOURCES, withEngine } from './terminal/session.ts';

export function addDoctor(program: Command): void {
  const command = program
    .command('doctor')
    .description('what this installation is and can, and what went wrong lately; no name of yours is in it')
    .option('--quick', 'without reading every file of the project');
  command.action(async ({ quick = false }: { quick?: boolean }) => {
    const { text, facts } = await examine(command, !quick);
    printResult(command, facts, text);
    if (facts.problems.length > 0) process.exitCode = 1;
  });
}

/** Before the first photo there is no project, and nothing wrong with that. */
async function withoutProject(engine: Engine, signal: AbortSignal) {
  const { packs, modelsFolder } = await engine.local('readInstallation', {});
  const problems = modelsFolder.problem === null ? [] : [modelsFolder.problem];
  const providers = await tryProviders(signal).catch((thrown) => {
    if (signal.aborted) throw thrown;
    problems.push(toFailure(knownFailure(thrown)).message);
    return null;
  });
  const found = packs.map(({ id, origin, problem }) => ({ id, origin: origin ?? 'unknown', problem }));
  const facts = await gather({ providers, packs: found, project: null }, problems, []);
  return { facts, text: diagnosticsInWords(facts, 'none yet') };
}

function gather(engine: FromEngine | null, problems: readonly string[], projectFolders: readonly string[]) {
  const home = dataFolder();
  const places = { dataFolder: home, appFolder: dirname(RESOURCES), log: openLog(home) };
  return gatherDiagnostics({ ...places, engine, problems, projectFolders, photoNames: [] });
}

/** A project that cannot be opened is what a doctor is called for: then the rest is told. */
async function examine(command: Command, files: boolean) {
  let opened = false;
  try {
    return await withEngine(
      command,
      (engine, signal, { isNone }) => {
        opened = true;
        return isNone ? withoutProject(engine, signal) : engine.call('diagnostics', { files }, { signal });
      },
      { need: 'if-there' },
    );
  } catch (thrown) {
    const { code, message } = toFailure(knownFailure(databaseFailure(thrown)));
    if (opened || code === 'cancelled') throw thrown;
    const facts = await gather(null, [message], [projectFolder(command, undefined)]);
    return { facts, text: diagnosticsInWords(facts) };
  }
}
