import { call } from '../server/call.ts';
import { takeSnapshot } from '../state/project.ts';
import { useSelection } from '../state/selection.ts';

/** Opens the project in a folder, or makes one there. */
export async function openProject(folder: string, create: boolean): Promise<void> {
  const snapshot = await call('openProject', { folder, create });
  useSelection.setState({ photoId: null, marked: [], panes: {}, activePane: 0 });
  takeSnapshot(snapshot);
}
