import type { Command } from 'commander';
import { generalOptions, withEngine } from './session.ts';

export function addPacks(program: Command): void {
  const command = program.command('packs').description('the model packs that are installed');
  command.action(() =>
    withEngine(command, async (engine) => {
      const { packs } = await engine.call('snapshot', {});
      if (generalOptions(command).json) return console.log(JSON.stringify(packs, null, 2));
      for (const pack of packs) {
        const weights =
          pack.origin === 'starter' ? 'starter weights, not the published ones' : (pack.origin ?? '');
        const size = `${(pack.bytes / 1e6).toFixed(1)} MB`;
        console.log(
          `${pack.id.padEnd(24)} ${(pack.depthKind ?? 'as its prior').padEnd(17)} ${size.padStart(10)}  ${pack.licence.padEnd(12)} ${pack.problem ?? weights}`,
        );
      }
    }),
  );
}
