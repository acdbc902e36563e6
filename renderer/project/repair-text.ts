import type { Repair } from '../../contract/trash.ts';

/** The ways to go on with a project whose database is lost, in plain words; the one that keeps most first. */
export const REPAIRS: readonly { repair: Repair; title: string; sentence: string }[] = [
  {
    repair: 'restore-backup',
    title: 'Restore the latest backup',
    sentence:
      'The database as Depthroom kept it last, if it did: with its photos, runs and comparisons, without what came later.',
  },
  {
    repair: 'take-in',
    title: 'Make photos of the files',
    sentence:
      'A new database. Every file that is a picture becomes a photo again; the others wait in the trash.',
  },
  {
    repair: 'set-aside',
    title: 'Begin empty',
    sentence: 'A new database. All files wait in the trash, for as long as you like; take them in later.',
  },
];

/** What the core says of the project, without the options of the command line that follow. */
export function troubleText(message: string): string {
  const end = message.lastIndexOf('. Nothing was changed');
  return end < 0 ? message : message.slice(0, end + 1);
}

/** What is said of a project that was repaired; null where the project says it by itself. */
export function repairedText(repair: Repair, photos: number): string | null {
  if (repair === 'restore-backup') return 'Opened with the latest backup of its database.';
  if (repair === 'set-aside') return null;
  if (photos === 0) return 'None of the files is a picture; they wait in the trash.';
  return `Made ${photos} photo${photos === 1 ? '' : 's'} of the files.`;
}
