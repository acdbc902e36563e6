import { withCommandsAs } from '../../contract/words/command-words.ts';
import type { LocalOutput } from '../../core/host/local-verbs.ts';
import { counted } from './counted.ts';
import { programName } from './program-name.ts';

type Notes = LocalOutput<'projectNotes'>;

/** Says on the standard error output what a person should know of the project that is open. */
export function tellNotes({
  notes,
  unknownFiles,
  unreadableRows,
}: Pick<Notes, 'notes' | 'unknownFiles' | 'unreadableRows'>): void {
  const told = [...notes];
  if (unknownFiles > 0) {
    const files = counted(unknownFiles, 'file is', 'files are');
    told.push(
      `${files} not in the database of this project and in its trash: put the newer project.db back, or make photos of them ("depthroom projects repair --take-in").`,
    );
  }
  if (unreadableRows > 0) {
    told.push(
      `${counted(unreadableRows, 'row of this project cannot be read and is', 'rows of this project cannot be read and are')} left out: "depthroom projects check" says which.`,
    );
  }
  for (const note of told) console.error(`depthroom: ${withCommandsAs(note, programName())}`);
}

/** Who waits for what does not begin is told why, before. */
export function tellPaused({ isQueuePaused }: Pick<Notes, 'isQueuePaused'>): void {
  const note =
    'the queue of this project is paused, so that nothing is computed until it goes on: resume it in the window, or with "depthroom projects queue --resume".';
  if (isQueuePaused) console.error(`depthroom: ${withCommandsAs(note, programName())}`);
}
