import type { Command } from 'commander';
import { withCommandsAs } from '../../contract/words/command-words.ts';
import { dataFolder } from '../../core/project/data-folder.ts';
import { withAdvice } from '../../core/providers/advice.ts';
import { programName } from '../terminal/program-name.ts';
import { generalOptions } from '../terminal/session.ts';
import { leftWhenStopped, stoppable } from '../terminal/stop.ts';
import { addProvidersAdd } from './providers-add.ts';
import { addProvidersRemove } from './providers-remove.ts';
import { tryProviders } from './try-providers.ts';

export function addProviders(program: Command): void {
  const command = program
    .command('providers')
    .description('the execution providers of this machine, each tried against the CPU, and how to get more');
  command.action(() =>
    stoppable(async (stop) => {
      const checks = await withAdvice(await leftWhenStopped(stop, tryProviders(stop)), dataFolder());
      if (generalOptions(command).json) return console.log(JSON.stringify(checks, null, 2));
      for (const { name, isUsable, sentence, adapters = [], advice } of checks) {
        console.log(`${name.padEnd(10)} ${isUsable ? 'usable ' : 'refused'}  ${sentence}`);
        for (const adapter of adapters)
          console.log(`${' '.repeat(20)}${adapter.provider} is ${adapter.name}`);
        if (advice !== undefined) console.log(`${' '.repeat(20)}${withCommandsAs(advice, programName())}`);
      }
    }),
  );
  addProvidersAdd(command);
  addProvidersRemove(command);
}
