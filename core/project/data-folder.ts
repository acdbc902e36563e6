import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where Depthroom keeps what belongs to a person: the default project, imported packs, the list of projects. `DEPTHROOM_HOME` overrides it. */
export function dataFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (environment.DEPTHROOM_HOME) return environment.DEPTHROOM_HOME;
  const home = homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Depthroom');
  if (platform === 'win32')
    return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Depthroom');
  return join(environment.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'depthroom');
}
