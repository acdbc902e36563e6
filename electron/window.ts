import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { ElectronParts } from './parts.ts';
import { PAGE_ADDRESS } from './scheme.ts';
import { keepPlace, readPlace } from './window-place.ts';

/** Opens the window where it stood last: the page has no Node, one narrow bridge, and nowhere else to go. */
export function openWindow(
  { BrowserWindow: Window, screen }: Pick<ElectronParts, 'BrowserWindow' | 'screen'>,
  builtFolder: string,
  placePath: string,
): BrowserWindow {
  const place = readPlace(
    placePath,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = new Window({
    ...(place?.bounds ?? { width: 1440, height: 900 }),
    minWidth: 640,
    minHeight: 400,
    show: false,
    backgroundColor: '#141517',
    title: 'Depthroom',
    webPreferences: {
      preload: join(builtFolder, 'electron', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (place?.isMaximized) window.maximize();
  keepPlace(window, placePath);
  window.once('ready-to-show', () => window.show());
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  const stay = (event: { url: string; preventDefault(): void }) => {
    if (!event.url.startsWith(PAGE_ADDRESS)) event.preventDefault();
  };
  window.webContents.on('will-navigate', stay);
  window.webContents.on('will-redirect', stay);
  window.webContents.on('will-frame-navigate', stay);
  window.webContents.on('will-attach-webview', (event) => event.preventDefault());
  void window.loadURL(PAGE_ADDRESS);
  return window;
}
