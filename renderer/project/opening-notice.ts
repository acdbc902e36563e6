import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { createStore } from '../state/create-store.ts';
import { openDialog } from '../state/dialogs.ts';
import { dismiss, tell } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { openingText } from './trash-text.ts';

/** Whether a project is being opened: what its files are is not decided yet. */
export const useOpening = createStore<{ isOpening: boolean }>(() => ({ isOpening: false }));

/** Says once for each opening of a project what is not in order in it. Returns how to stop. */
export function followOpening(): () => void {
  let folder: string | null = null;
  let notice: number | null = null;
  let told: string | null = null;
  let toldNotice: number | null = null;
  /** Stays until the project is another one: a database that was deleted, say. */
  const followNote = (note: string | null) => {
    if (note === told) return;
    told = note;
    if (toldNotice !== null) dismiss(toldNotice);
    toldNotice = note === null ? null : tell('note', sentence(note));
  };
  const look = () => {
    const { snapshot } = useProject.getState();
    if (!snapshot || useOpening.getState().isOpening) return;
    const opening = openingText(snapshot);
    const isAnother = snapshot.project.folder !== folder;
    if (notice !== null && (isAnother || opening === null)) dismiss(notice);
    if (isAnother) notice = null;
    folder = snapshot.project.folder;
    followNote(snapshot.project.note ?? null);
    // Files without a row may be found a moment later than the rows.
    if (notice !== null || opening === null) return;
    notice = tell('note', opening, { label: text('project.openTrash'), run: () => openDialog('trash') });
  };
  look();
  const leave = [useProject.subscribe(look), useOpening.subscribe(look)];
  return () => {
    for (const stop of leave) stop();
  };
}
