import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasDisplay } from './open-in-browser.ts';

/** How long Electron's own installer may take to fetch its binary. */
const FETCH_MS = 5 * 60_000;

/** Electron's binary: the one that is there, or one fetched now by Electron's installer; else half a sentence why not. */
export async function findElectron(
  root: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<{ path: string } | { why: string }> {
  if (!hasDisplay(environment)) return { why: 'there is no display to open a window on' };
  const folder = join(root, 'node_modules', 'electron');
  if (!existsSync(folder)) return { why: 'Electron is not installed' };
  const present = binaryIn(folder, environment);
  if (present) return { path: present };
  console.error('Fetching Electron (once) ...');
  const { status, error } = spawnSync(process.execPath, [join(folder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: FETCH_MS,
  });
  const fetched = status === 0 ? binaryIn(folder, environment) : null;
  if (fetched) return { path: fetched };
  return {
    why: error ? 'Electron could not be fetched in time' : 'Electron is not there and could not be fetched',
  };
}

/** As electron/index.js finds it: `path.txt` names the file inside `dist`, or inside the folder that is given instead. */
function binaryIn(folder: string, environment: NodeJS.ProcessEnv): string | null {
  const given = environment.ELECTRON_OVERRIDE_DIST_PATH;
  const names: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  };
  const name = names[process.platform] ?? 'electron';
  if (given) return existsSync(join(given, name)) ? join(given, name) : null;
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const path = join(folder, 'dist', readFileSync(note, 'utf8'));
  return existsSync(path) ? path : null;
}
