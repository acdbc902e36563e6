import type { Command } from 'commander';
import type { Repair } from '../../contract/trash.ts';
import { counted } from '../terminal/counted.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';
import { printResult, projectFolder, withEngine } from '../terminal/session.ts';

interface RepairFlags {
  takeIn?: boolean;
  setAside?: boolean;
  fromBackup?: boolean;
}

export function addProjectsRepair(projects: Command): void {
  const command = projects
    .command('repair')
    .description('open a project whose database is lost, empty or damaged; nothing is deleted')
    .argument('[folder]', 'folder of the project')
    .option('--take-in', 'files that are pictures become photos again, the others go to the trash')
    .option('--set-aside', 'all files that the database does not know go to the trash')
    .option('--from-backup', 'restore the latest backup of the database');
  command.action((folder: string | undefined, flags: RepairFlags) =>
    withEngine(
      command,
      async (engine) => {
        // Of the one that is open, this answers how it is.
        const opened = { folder: projectFolder(command, folder) };
        const { project, photoCount: photos, trash } = await engine.call('openProject', opened);
        const { unknownFiles } = trash;
        printResult(
          command,
          { folder: project.folder, photos, unknownFiles },
          `${project.folder}: ${counted(photos, 'photo')}; ${counted(unknownFiles, 'file that is not in the database is', 'files that are not in the database are')} in the trash`,
          0,
        );
      },
      { need: 'write', folder: projectFolder(command, folder), repair: repairOf(flags) },
    ),
  );
}

function repairOf({ takeIn, setAside, fromBackup }: RepairFlags): Repair {
  const wanted = [
    ...(takeIn ? ['take-in' as const] : []),
    ...(setAside ? ['set-aside' as const] : []),
    ...(fromBackup ? ['restore-backup' as const] : []),
  ];
  if (wanted.length === 1) return wanted[0];
  throw new NotUnderstood(
    'Expected one of --take-in, --set-aside and --from-backup; "depthroom projects check" says what is wrong.',
  );
}
