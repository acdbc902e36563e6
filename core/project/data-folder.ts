import { homedir, userInfo } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** Where Depthroom keeps what belongs to a person: the default project, imported packs, the list of projects. `DEPTHROOM_HOME` overrides it. */
export function dataFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (environment.DEPTHROOM_HOME) return environment.DEPTHROOM_HOME;
  const home = homeFolder();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Depthroom');
  if (platform === 'win32')
    return join(absolute(environment.LOCALAPPDATA) ?? join(home, 'AppData', 'Local'), 'Depthroom');
  return join(absolute(environment.XDG_DATA_HOME) ?? join(home, '.local', 'share'), 'depthroom');
}

/** A path that is empty or relative would be another folder wherever a command is given; the XDG base directory specification has it ignored. */
function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}

/** As HOME says, where that is a place; else as the system knows the person. */
function homeFolder(): string {
  const home = absolute(homedir());
  if (home !== undefined) return home;
  try {
    return absolute(userInfo().homedir) ?? resolve('/');
  } catch {
    // A user without an entry, in a container say.
    return resolve('/');
  }
}
