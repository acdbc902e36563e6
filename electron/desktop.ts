import type { BrowserWindow } from 'electron';
import { z } from 'zod';
import { type MenuItem, menuItemSchema } from '../contract/desktop.ts';
import type { Engine } from '../core/host/engine.ts';
import { createExportPlaces } from './export-places.ts';
import type { HubToken } from './hub-token.ts';
import type { AskTexts } from './language/texts.ts';
import { buildMenu } from './menu.ts';
import { importFrom, importTruthFrom, type OpenedFiles } from './opened-files.ts';
import { answerOrFail, answerPage } from './page-calls.ts';
import type { ElectronParts } from './parts.ts';
import { showWork } from './show-work.ts';

export interface DesktopParts {
  engine: Engine;
  hubToken: HubToken;
  opened: OpenedFiles;
  askTexts: AskTexts;
  /** The window that is there. */
  window: () => BrowserWindow;
}

/** Answers what the page may ask of the window (contract/desktop.ts), each by its name, and nothing else; resolves when the menu is there. */
export async function answerDesktop(
  electron: ElectronParts,
  { engine, hubToken, opened, askTexts, window }: DesktopParts,
): Promise<void> {
  const { app, dialog, ipcMain, Menu } = electron;
  const places = createExportPlaces(electron, engine);
  const answer = <T>(name: string, call: (given: unknown) => Promise<T>) =>
    answerPage(ipcMain, name, window, call);
  const orFail = <T>(name: string, call: (given: unknown) => Promise<T>) =>
    answerOrFail(ipcMain, name, { window, note: engine.noteFailure }, call);

  answer('choose-folder', async () => {
    const { filePaths } = await dialog.showOpenDialog(window(), {
      properties: ['openDirectory', 'createDirectory'],
    });
    return filePaths[0] ?? null;
  });
  answer('keep-hub-token', hubToken.keep);

  orFail('import-photo', (path) => importFrom(engine, path));
  orFail('import-truth', (given) => importTruthFrom(engine, given));
  answer('take-opened', async () => opened.take());
  orFail('import-opened', async (ticket) => importFrom(engine, opened.pathOf(ticket)));

  answer('choose-place', (fileName) => places.choose(window(), fileName));
  orFail('save-export', places.save);
  orFail('show-export', places.show);
  orFail('drag-export', (exportId) => places.drag(window().webContents, exportId));

  answer('show-work', async (given) => showWork(electron, window(), given));
  const choose = (command: string) => {
    // On macOS the menu outlives the window.
    if (!window().isDestroyed()) window().webContents.send('asked', command);
  };
  const showMenu = async (items: readonly MenuItem[]) => {
    const own = { name: app.name, platform: process.platform, texts: await askTexts() };
    Menu.setApplicationMenu(Menu.buildFromTemplate(buildMenu(own, items, choose)));
  };
  answer('show-menu', (given) => showMenu(z.array(menuItemSchema).max(200).parse(given)));
  // Until the page has said what its commands are called.
  await showMenu([]);
}
