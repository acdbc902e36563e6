import type { Command } from 'commander';
import { generalOptions, withEngine } from './terminal/session.ts';

export function addProviders(program: Command): void {
  const command = program
    .command('providers')
    .description('the execution providers of this machine, each tried against the CPU');
  command.action(() =>
    withEngine(command, async (engine, stop) => {
      const checks = await engine.call('checkProviders', {}, { signal: stop });
      if (generalOptions(command).json) return console.log(JSON.stringify(checks, null, 2));
      for (const { name, isUsable, sentence } of checks)
        console.log(`${name.padEnd(10)} ${isUsable ? 'usable ' : 'refused'}  ${sentence}`);
    }),
  );
}
