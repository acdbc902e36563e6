import { dirname } from 'node:path';
import type { Command } from 'commander';
import { toFailure } from '../contract/errors.ts';
import { knownFailure } from '../core/disk/system-failure.ts';
import { gatherDiagnostics } from '../core/host/diagnostics/gather.ts';
import { diagnosticsInWords } from '../core/host/diagnostics/in-words.ts';
import { openLog } from '../core/host/diagnostics/log.ts';
import { dataFolder } from '../core/project/data-folder.ts';
import { databaseFailure } from '../core/project/database-failure.ts';
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

/** A project that cannot be opened is what a doctor is called for: then the rest is told. */
async function examine(command: Command, files: boolean) {
  let opened = false;
  try {
    return await withEngine(command, (engine, signal) => {
      opened = true;
      return engine.call('diagnostics', { files }, { signal });
    });
  } catch (thrown) {
    const { code, message } = toFailure(knownFailure(databaseFailure(thrown)));
    if (opened || code === 'cancelled') throw thrown;
    const home = dataFolder();
    const facts = await gatherDiagnostics({
      dataFolder: home,
      appFolder: dirname(RESOURCES),
      log: openLog(home),
      engine: null,
      problems: [message],
      projectFolders: [projectFolder(command, undefined)],
      photoNames: [],
    });
    return { facts, text: diagnosticsInWords(facts) };
  }
}
