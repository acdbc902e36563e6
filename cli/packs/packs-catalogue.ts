import type { Command } from 'commander';
import { bytesInWords } from '../../core/disk/bytes-in-words.ts';
import { programName } from '../terminal/program-name.ts';
import { generalOptions } from '../terminal/session.ts';
import { withLibrary } from './with-library.ts';

export function addPacksCatalogue(packs: Command): void {
  const command = packs
    .command('catalogue')
    .description('the published weights: where they are, what they allow, how they become a pack');
  command.action(() =>
    withLibrary(command, async (engine) => {
      const { catalogue } = await engine.local('readInstallation', {});
      if (generalOptions(command).json) return console.log(JSON.stringify(catalogue, null, 2));
      for (const { id, title, about, source, licence, commercialUse, size, get } of catalogue) {
        const bytes = size ? `, ${size.isExact ? '' : 'about '}${bytesInWords(size.bytes)} (${size.of})` : '';
        console.log(`${title} (${id})\n  ${about}\n  ${source.url}${bytes}`);
        console.log(`  Licence: ${licence}. ${commercialUse.sentence}`);
        console.log(`  ${get.status === 'hub' ? `Get it: ${programName()} packs get ${id}` : get.why}\n`);
      }
      console.log(`A checkpoint that is on this computer is added with: ${programName()} packs add <folder>`);
    }),
  );
}
