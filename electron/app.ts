import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { toFailure } from '../contract/errors.ts';
import { createBackground } from '../core/disk/background.ts';
import { createEngine, type Engine } from '../core/host/engine.ts';
import { createHandler } from '../core/host/http.ts';
import { dataFolder } from '../core/project/data-folder.ts';
import { workerEnvironment } from '../core/providers/added-cuda.ts';
import { answerDesktop } from './desktop.ts';
import { createHubToken, type HubToken } from './hub-token.ts';
import { type AskTexts, textsOf } from './language/texts.ts';
import { createOpenedFiles, filesOfWords, type OpenedFiles } from './opened-files.ts';
import type { ElectronParts } from './parts.ts';
import { onlyOwnPage, SCHEME } from './scheme.ts';
import { comeForward, tellOfEnds } from './show-work.ts';
import { type ExceptionSource, watchTroubles } from './troubles.ts';
import { openWindow } from './window.ts';
import { startUtilityWorker } from './worker.ts';

export interface AppOptions {
  /** The folder `dist`, with `electron/` and `renderer/` in it. */
  builtFolder: string;
  /** Left out: this process. */
  exceptions?: ExceptionSource;
  /** The words that the program was started with, and the folder that names among them are meant in. Left out: this process's. */
  words?: readonly string[];
}

/** The core in a window: one engine, one protocol, one window. Resolves when the window is open. */
export async function startApp(
  electron: ElectronParts,
  { builtFolder, exceptions = process, words = process.argv }: AppOptions,
): Promise<void> {
  const { app, protocol, session } = electron;
  const named = filesOfWords(words, process.cwd(), app.isPackaged);
  // Two windows of two processes would be two queues; the second start brings the first window to the front, with what was opened.
  if (!app.requestSingleInstanceLock({ files: named })) return app.quit();
  const opened = createOpenedFiles();
  opened.add(named);
  let window: BrowserWindow | undefined;
  let open = () => {};
  followOpened(electron, opened, () => {
    if (window?.isDestroyed()) open();
    else if (window) comeForward(window);
    return window;
  });

  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
  // Without the name that the installer knows it by, Windows shows no notifications.
  if (process.platform === 'win32') app.setAppUserModelId('org.depthroom.app');
  await app.whenReady();

  const home = dataFolder();
  const askTexts = textsOf(electron, home);
  const hubToken = createHubToken(electron, join(home, 'hub-token'));
  const engine = await startEngine(electron, { home, builtFolder, hubToken, askTexts });
  if (!engine) return app.exit(1);

  protocol.handle(SCHEME, onlyOwnPage(createHandler(engine, join(builtFolder, 'renderer'))));
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);

  const here = () => window as BrowserWindow;
  const troubles = watchTroubles(electron, exceptions, here, { note: engine.noteFailure, askTexts });
  let stopTelling = () => {};
  open = () => {
    stopTelling();
    window = openWindow(electron, builtFolder, join(home, 'window.json'));
    troubles.watch(window);
    window.on('closed', () => {
      stopTelling = tellOfEnds(electron, engine, { askTexts, open });
    });
  };
  open();
  await answerDesktop(electron, { engine, hubToken, opened, askTexts, window: here });

  app.on('activate', () => {
    if (electron.BrowserWindow.getAllWindows().length === 0) open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  closeBeforeQuit(app, engine, troubles.stop);
}

/** Takes what the system says is to be opened, also before there is a window; `bringForward` answers with it where there is one. */
function followOpened(
  { app }: Pick<ElectronParts, 'app'>,
  opened: OpenedFiles,
  bringForward: () => BrowserWindow | undefined,
): void {
  const add = (paths: readonly string[]) => {
    opened.add(paths);
    const window = bringForward();
    // One that is being opened asks by itself.
    if (paths.length > 0) window?.webContents.send('asked', null);
  };
  // macOS says so by an event, for files that are dropped on the icon too; the others start the program once more.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    add([path]);
  });
  app.on('second-instance', (_event, words, folder, given) => {
    const { files } = (given ?? {}) as { files?: unknown };
    add(
      Array.isArray(files)
        ? files.filter((path) => typeof path === 'string')
        : filesOfWords(words, folder, app.isPackaged),
    );
  });
}

interface StartOptions {
  home: string;
  builtFolder: string;
  hubToken: HubToken;
  askTexts: AskTexts;
}

/** Starts the engine; says why where it cannot, and answers with null. */
async function startEngine(
  electron: ElectronParts,
  { home, builtFolder, hubToken, askTexts }: StartOptions,
): Promise<Engine | null> {
  try {
    return await createEngine({
      dataFolder: home,
      resourcesFolder: electron.app.isPackaged
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
    electron.dialog.showErrorBox((await askTexts()).couldNotStart, toFailure(thrown).message);
    return null;
  }
}

/** Lets the engine put everything down before the program ends. */
function closeBeforeQuit(app: ElectronParts['app'], engine: Engine, stop: () => void): void {
  const background = createBackground();
  let isClosed = false;
  app.on('before-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    background.run('close Depthroom', () =>
      engine.close().finally(() => {
        isClosed = true;
        stop();
        app.quit();
      }),
    );
  });
}
