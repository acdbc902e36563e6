import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CODE_LIFETIME_MS } from '../../contract/door.ts';
import { makePrivateFolder, PRIVATE_FILE } from '../../core/disk/private-folder.ts';

/** Whether there is a screen to open a window or a browser on. */
export function hasDisplay(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  return platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

/**
 * Opens an address in the person's browser, where there is a screen; the address was printed in any case. Everybody on this
 * computer can read the arguments of a process: the browser gets a page of mode 0600 in `folder` that leads to the address. The
 * page goes away with the code in it, or when `stop` says so; resolves then.
 */
export async function openInBrowser(url: string, folder: string, stop?: AbortSignal): Promise<void> {
  if (!hasDisplay()) return;
  const readable = (await folderOfSnap(await defaultBrowser())) ?? folder;
  await makePrivateFolder(readable);
  const path = await writeRedirect(readable, url);
  const command =
    process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer.exe' : 'xdg-open';
  const child = spawn(command, [path], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
  await setTimeout(CODE_LIFETIME_MS, undefined, { signal: stop }).catch(() => {});
  await rm(path, { force: true });
}

/** A new page, for its owner only, that leads to `url`. Returns its path. */
export async function writeRedirect(folder: string, url: string): Promise<string> {
  const path = join(folder, `open-depthroom-${randomUUID()}.html`);
  const target = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const page = `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Depthroom</title><meta http-equiv="refresh" content="0; url=${target}"><a href="${target}">Depthroom</a>\n`;
  await writeFile(path, page, { mode: PRIVATE_FILE, flag: 'wx' });
  return path;
}

/** The name of the desktop file of the default browser on Linux; empty where it cannot be told. */
async function defaultBrowser(): Promise<string> {
  if (process.platform !== 'linux') return '';
  const asked = promisify(execFile)('xdg-settings', ['get', 'default-web-browser'], { timeout: 2_000 });
  return asked.then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
}

/** A browser inside a snap reads no hidden folder of the person's; it has one of its own. Null for every other browser. */
export async function folderOfSnap(desktopFile: string, home: string = homedir()): Promise<string | null> {
  const snap = /^([a-z0-9-]+)_[a-z0-9-]+\.desktop$/.exec(desktopFile)?.[1];
  if (!snap) return null;
  const folder = join(home, 'snap', snap, 'common');
  const facts = await stat(folder).catch(() => null);
  return facts?.isDirectory() ? folder : null;
}
