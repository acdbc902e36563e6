import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { ElectronParts } from './parts.ts';
import { PAGE_ADDRESS } from './scheme.ts';

/** Opens the window: the page has no Node, one narrow bridge, and nowhere else to go. */
export function openWindow(
  { BrowserWindow: Window }: Pick<ElectronParts, 'BrowserWindow'>,
  builtFolder: string,
): BrowserWindow {
  const window = new Window({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
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
