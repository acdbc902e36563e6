import { join } from 'node:path';
import { toFailure } from '../contract/errors.ts';
import { createBackground } from '../core/disk/background.ts';
import { createEngine, type Engine } from '../core/host/engine.ts';
import { createHandler } from '../core/host/http.ts';
import { dataFolder } from '../core/project/data-folder.ts';
import { workerEnvironment } from '../core/providers/added-cuda.ts';
import { createHubToken } from './hub-token.ts';
import { buildMenu } from './menu.ts';
import { answerPage } from './page-calls.ts';
import type { ElectronParts } from './parts.ts';
import { onlyOwnPage, SCHEME } from './scheme.ts';
import { type ExceptionSource, watchTroubles } from './troubles.ts';
import { openWindow } from './window.ts';
import { startUtilityWorker } from './worker.ts';

export interface AppOptions {
  /** The folder `dist`, with `electron/` and `renderer/` in it. */
  builtFolder: string;
  /** Left out: this process. */
  exceptions?: ExceptionSource;
}

/** The core in a window: one engine, one protocol, one window. Resolves when the window is open. */
export async function startApp(
  electron: ElectronParts,
  { builtFolder, exceptions = process }: AppOptions,
): Promise<void> {
  const { app, dialog, ipcMain, Menu, protocol, session } = electron;
  // Two windows of two processes would be two queues; the second start brings the first window to the front.
  if (!app.requestSingleInstanceLock()) return app.quit();

  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
  await app.whenReady();

  const home = dataFolder();
  const hubToken = createHubToken(electron, join(home, 'hub-token'));
  let engine: Engine;
  try {
    engine = await createEngine({
      dataFolder: home,
      resourcesFolder: app.isPackaged
        ? join(process.resourcesPath, 'resources')
        : join(builtFolder, '..', 'resources'),
      isApp: true,
      startWorker: () =>
        startUtilityWorker(electron, join(builtFolder, 'electron', 'worker.mjs'), workerEnvironment(home)),
      libraryPorts: {
        environment: {
          ...process.env,
          get HF_TOKEN() {
            return hubToken.read() ?? process.env.HF_TOKEN;
          },
        },
      },
    });
  } catch (thrown) {
    console.error(thrown);
    dialog.showErrorBox('Depthroom could not start', toFailure(thrown).message);
    return app.exit(1);
  }

  protocol.handle(SCHEME, onlyOwnPage(createHandler(engine, join(builtFolder, 'renderer'))));
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);

  const troubles = watchTroubles(electron, exceptions, () => window, engine.noteFailure);
  const open = () => {
    const opened = openWindow(electron, builtFolder, join(home, 'window.json'));
    troubles.watch(opened);
    return opened;
  };
  let window = open();
  answerPage(
    ipcMain,
    'choose-folder',
    () => window,
    async () => {
      const { filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openDirectory', 'createDirectory'],
      });
      return filePaths[0] ?? null;
    },
  );
  answerPage(ipcMain, 'keep-hub-token', () => window, hubToken.keep);
  Menu.setApplicationMenu(Menu.buildFromTemplate(buildMenu(app.name, process.platform)));

  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('activate', () => {
    if (electron.BrowserWindow.getAllWindows().length === 0) window = open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  const background = createBackground();
  let isClosed = false;
  app.on('before-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    background.run('close Depthroom', () =>
      engine.close().finally(() => {
        isClosed = true;
        troubles.stop();
        app.quit();
      }),
    );
  });
}
