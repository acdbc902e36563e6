import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { takeSnapshot } from '../state/project.ts';
import { useSelection } from '../state/selection.ts';

/** Opens the project in a folder, or makes one there. Answers whether that went well. */
export async function openProject(folder: string, create: boolean): Promise<boolean> {
  const snapshot = await attempt(() => call('openProject', { folder, create }));
  if (!snapshot) return false;
  useSelection.setState({ photoId: null, marked: [], panes: {}, activePane: 0 });
  takeSnapshot(snapshot);
  return true;
}
