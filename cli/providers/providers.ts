import type { Command } from 'commander';
import { withCommandsAs } from '../../contract/command-words.ts';
import { programName } from '../terminal/program-name.ts';
import { generalOptions, withEngine } from '../terminal/session.ts';
import { addProvidersAdd } from './providers-add.ts';
import { addProvidersRemove } from './providers-remove.ts';

export function addProviders(program: Command): void {
  const command = program
    .command('providers')
    .description('the execution providers of this machine, each tried against the CPU, and how to get more');
  command.action(() =>
    withEngine(command, async (engine, stop) => {
      const checks = await engine.call('checkProviders', {}, { signal: stop });
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
