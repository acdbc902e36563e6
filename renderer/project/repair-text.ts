import type { Repair } from '../../contract/trash.ts';
import { text } from '../language/text.ts';

/** The ways to go on with a project whose database is lost, in plain words; the one that keeps most first. */
export const REPAIRS: readonly { repair: Repair; title: string; help: string }[] = [
  {
    repair: 'restore-backup',
    title: text('project.restoreBackup'),
    help: text('project.restoreBackupHelp'),
  },
  {
    repair: 'take-in',
    title: text('project.makePhotos'),
    help: text('project.makePhotosHelp'),
  },
  {
    repair: 'set-aside',
    title: text('project.beginEmpty'),
    help: text('project.beginEmptyHelp'),
  },
];

/** What the core says of the project, without the options of the command line that follow. */
export function troubleText(message: string): string {
  const [before] = /^.*\.(?= Nothing was changed)/s.exec(message) ?? [message];
  return before;
}

/** What is said of a project that was repaired; null where the project says it by itself. */
export function repairedText(repair: Repair, photos: number): string | null {
  if (repair === 'restore-backup') return text('project.openedWithBackup');
  if (repair === 'set-aside') return null;
  if (photos === 0) return text('project.noPictures');
  return text('project.madePhotosOfFiles', { count: photos });
}
