import type { Command } from 'commander';
import { DepthroomError } from '../../contract/errors.ts';
import { dataFolder } from '../../core/project/data-folder.ts';
import { removeCuda } from '../../core/providers/add-cuda.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';
import { printResult } from '../terminal/session.ts';

export function addProvidersRemove(providers: Command): void {
  const command = providers
    .command('remove')
    .description('remove the libraries that "providers add" keeps')
    .argument('<name>', 'cuda');
  command.action(async (name: string) => {
    if (name !== 'cuda')
      throw new NotUnderstood(
        `Expected cuda, the provider that can be added and removed, but received "${name}".`,
      );
    if (!(await removeCuda(dataFolder())))
      throw new DepthroomError(
        'not-found',
        'Expected CUDA to have been added, but it was not; nothing was removed.',
      );
    printResult(command, { removed: name }, `${name} is removed`, 0);
  });
}
