import { DepthroomError } from '../../contract/errors.ts';
import type { Repair } from '../../contract/trash.ts';
import { call } from '../server/call.ts';
import { createStore } from '../state/create-store.ts';
import { attempt, tell } from '../state/notices.ts';
import { takeSnapshot } from '../state/project.ts';
import { useSelection } from '../state/selection.ts';
import { useOpening } from './opening-notice.ts';
import { repairedText } from './repair-text.ts';

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
  try {
    const snapshot = await call('openProject', { folder, create, ...(repair && { repair }) });
    useSelection.setState({ photoId: null, marked: [], panes: {}, activePane: 0 });
    takeSnapshot(snapshot);
    const text = repair && repairedText(repair, snapshot.photos.length);
    if (text) tell('done', text);
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
  const folder = useAsked.getState().folder.trim();
  try {
    await openProject(folder, create, repair);
    useAsked.setState({ isOpen: false, trouble: null });
  } catch (thrown) {
    if (!isNeedOfRepair(thrown)) throw thrown;
    useAsked.setState({ isOpen: true, folder, trouble: thrown.message });
  }
}

/** Opens a project of the list; where it needs repair the dialog asks. */
export async function openRecent(folder: string): Promise<void> {
  await attempt(async () => {
    try {
      await openProject(folder, false);
    } catch (thrown) {
      if (!isNeedOfRepair(thrown)) throw thrown;
      useAsked.setState({ isOpen: true, folder, trouble: thrown.message });
    }
  });
}

function isNeedOfRepair(thrown: unknown): thrown is DepthroomError {
  return thrown instanceof DepthroomError && thrown.code === 'needs-repair';
}
