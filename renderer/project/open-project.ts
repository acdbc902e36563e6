import { DepthroomError } from '../../contract/errors.ts';
import type { Repair } from '../../contract/trash.ts';
import { call } from '../server/call.ts';
import { createStore } from '../state/create-store.ts';
import { attempt, tell } from '../state/notices.ts';
import { takeState, useProject } from '../state/project.ts';
import { useSelection } from '../state/selection.ts';
import { fullPath } from '../view/words/full-path.ts';
import { useOpening } from './opening-notice.ts';
import { repairedText } from './repair-text.ts';
import { switchText } from './switch-text.ts';

/** The dialog that asks for a project. */
interface Asked {
  isOpen: boolean;
  folder: string;
  /** What is wrong with the project in the folder, where a person has to say how to go on. */
  trouble: string | null;
}

export const useAsked = createStore<Asked>(() => ({ isOpen: false, folder: '', trouble: null }));

/** Opens the project in a folder, or makes one there. */
export async function openProject(folder: string, create: boolean, repair?: Repair): Promise<void> {
  useOpening.setState({ isOpening: true });
  const { snapshot: before, queue } = useProject.getState();
  try {
    const state = await call('openProject', { folder, create, ...(repair && { repair }) });
    useSelection.setState({ photoId: null, marked: [], panes: {}, activePane: 0 });
    takeState(state);
    const repaired = repair && repairedText(repair, state.photoCount);
    if (repaired) tell('done', repaired);
    const left =
      before &&
      before.project.folder !== useProject.getState().snapshot?.project.folder &&
      switchText(before.project, queue);
    if (left) tell('note', left);
  } finally {
    useOpening.setState({ isOpening: false });
  }
}

/** Asks for a folder. */
export function askForProject(): void {
  useAsked.setState({ isOpen: true, trouble: null });
}

/** Opens the folder that was asked for and closes the dialog; where the project needs repair the dialog asks about that instead. */
export async function openAsked(create: boolean, repair?: Repair): Promise<void> {
  const isOpened = await openOrAsk(fullPath(useAsked.getState().folder), create, repair);
  if (isOpened) useAsked.setState({ isOpen: false, trouble: null });
}

/** Opens a project of the list; where it needs repair the dialog asks. */
export async function openRecent(folder: string): Promise<void> {
  await attempt(() => openOrAsk(folder, false));
}

/** Answers whether the project is open now; where it needs repair the dialog asks about that. */
async function openOrAsk(folder: string, create: boolean, repair?: Repair): Promise<boolean> {
  try {
    await openProject(folder, create, repair);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof DepthroomError && thrown.code === 'needs-repair')) throw thrown;
    useAsked.setState({ isOpen: true, folder, trouble: thrown.message });
    return false;
  }
}
