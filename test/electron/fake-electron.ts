import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Display,
  MenuItemConstructorOptions,
  Protocol,
  Session,
  UtilityProcess,
} from 'electron';
import { forkWorker } from '../../core/host/fork-worker.ts';
import type { Reply } from '../../core/worker/protocol.ts';
import type { ElectronParts } from '../../electron/parts.ts';
import { fakeDialog, fakeNotification, type SeenMessages } from './fake-messages.ts';

type PageHandler = Parameters<Protocol['handle']>[1];
type Listener = (...values: never[]) => void;

/** What the host did with Electron. */
export interface Seen extends SeenMessages {
  schemes: string[];
  handlers: Map<string, PageHandler>;
  windows: {
    options: BrowserWindowConstructorOptions;
    address: string;
    listeners: Map<string, Listener>;
    openHandler: (() => { action: string }) | null;
    isMaximized: boolean;
    /** What the page was sent, what the taskbar shows, what is dragged out of it. */
    sent: unknown[][];
    progress: number;
    dragged: string[];
    focused: number;
    /** What a call of the page itself is sent with. */
    ownCall: { sender: object; senderFrame: { url: string } | null };
  }[];
  menu: MenuItemConstructorOptions[];
  /** Whether the last window is closed. */
  isClosed: boolean;
  /** What a second start would hand over. */
  handedOver: unknown;
  /** Files that were shown in the file manager. */
  revealed: string[];
  calls: Map<string, (...values: unknown[]) => unknown>;
  appListeners: Map<string, Listener>;
  permission: ((...values: never[]) => unknown) | null;
  forks: string[];
  quits: number;
}

/** The application, of which there may be a first one already. */
function fakeApp(seen: Seen, isFirst: boolean, locale: string) {
  const app = {
    name: 'Depthroom',
    isPackaged: false,
    requestSingleInstanceLock: (given: unknown) => {
      seen.handedOver = given;
      return isFirst;
    },
    getLocale: () => locale,
    getPath: () => '/home/someone/Downloads',
    getFileIcon: async () => ({ isEmpty: () => true }),
    whenReady: async () => {},
    quit: () => {
      seen.quits++;
    },
    exit: () => {
      seen.quits++;
    },
    on: (name: string, listener: Listener) => {
      seen.appListeners.set(name, listener);
      return app as unknown as App;
    },
  } satisfies Partial<Record<keyof App, unknown>>;
  return app;
}

/** Windows that are notes of what was asked for. */
function fakeWindows(seen: Seen) {
  class FakeWindow {
    readonly listeners = new Map<string, Listener>();
    private readonly note: Seen['windows'][number];
    constructor(options: BrowserWindowConstructorOptions) {
      const ownCall = { sender: this.webContents, senderFrame: this.webContents.mainFrame };
      this.note = {
        options,
        address: '',
        listeners: this.listeners,
        openHandler: null,
        isMaximized: false,
        sent: [],
        progress: -1,
        dragged: [],
        focused: 0,
        ownCall,
      };
      seen.windows.push(this.note);
    }
    static getAllWindows(): FakeWindow[] {
      return [];
    }
    once(name: string, listener: Listener) {
      this.listeners.set(name, listener);
    }
    on(name: string, listener: Listener) {
      this.listeners.set(name, listener);
    }
    getNormalBounds() {
      return { x: 40, y: 50, width: 1000, height: 700 };
    }
    isMaximized() {
      return true;
    }
    maximize() {
      this.note.isMaximized = true;
    }
    readonly webContents = {
      mainFrame: { url: '' },
      setWindowOpenHandler: (handler: () => { action: string }) => {
        this.note.openHandler = handler;
      },
      on: (name: string, listener: Listener) => {
        this.listeners.set(name, listener);
      },
      send: (...said: unknown[]) => void this.note.sent.push(said),
      startDrag: ({ file }: { file: string }) => void this.note.dragged.push(file),
    } satisfies Partial<Record<keyof BrowserWindow['webContents'], unknown>>;
    async loadURL(address: string) {
      this.note.address = address;
      this.webContents.mainFrame.url = address;
    }
    isDestroyed() {
      return seen.isClosed && seen.windows.at(-1) === this.note;
    }
    isMinimized() {
      return false;
    }
    isFocused() {
      return this.note.focused > 0;
    }
    setProgressBar(fraction: number) {
      this.note.progress = fraction;
    }
    restore() {}
    focus() {
      this.note.focused++;
    }
    show() {}
  }
  return FakeWindow;
}

/** Schemes and their handlers. */
function fakeProtocol(seen: Seen) {
  const protocol = {
    registerSchemesAsPrivileged: (schemes: Parameters<Protocol['registerSchemesAsPrivileged']>[0]) => {
      seen.schemes.push(...schemes.map(({ scheme }) => scheme));
    },
    handle: (scheme: string, handler: PageHandler) => {
      seen.handlers.set(scheme, handler);
    },
  } satisfies Partial<Protocol>;
  return protocol;
}

/** One screen of 1920 x 1080 pixels. */
function fakeScreen() {
  const workArea = { x: 0, y: 0, width: 1920, height: 1080 };
  return { getAllDisplays: () => [{ workArea }] as Display[] } satisfies Partial<ElectronParts['screen']>;
}

/** The session, with the question for permissions. */
function fakeSession(seen: Seen) {
  const defaultSession = {
    setPermissionRequestHandler: (handler: Parameters<Session['setPermissionRequestHandler']>[0]) => {
      seen.permission = handler;
    },
    setPermissionCheckHandler: () => {},
  } satisfies Partial<Session>;
  return defaultSession;
}

/** A utility process that is a real worker process. */
function fakeUtilityProcess(seen: Seen) {
  const utilityProcess = {
    fork: (path: string) => {
      seen.forks.push(path);
      const worker = forkWorker();
      const child = {
        pid: undefined,
        stdout: null,
        stderr: null,
        postMessage: (message: object) => worker.send(message),
        on: (name: string, listener: Listener) => {
          if (name === 'message') worker.onMessage(listener as (message: Reply) => void);
          return child;
        },
        kill: () => {
          worker.kill();
          return true;
        },
      };
      return child as unknown as UtilityProcess;
    },
  } satisfies Partial<ElectronParts['utilityProcess']>;
  return utilityProcess;
}

/** Secrets that are turned around byte by byte: enough to see that they do not lie open. */
function fakeSafeStorage(backend: ReturnType<ElectronParts['safeStorage']['getSelectedStorageBackend']>) {
  const turn = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0xff));
  const safeStorage = {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => backend,
    encryptString: (text: string) => turn(Buffer.from(text)),
    decryptString: (bytes: Buffer) => turn(bytes).toString(),
  } satisfies Partial<ElectronParts['safeStorage']>;
  return safeStorage;
}

/**
 * Electron as far as the host uses it, each part with the types of electron.d.ts. Its utility process is a real worker process;
 * windows and dialogs are notes of what was asked for.
 */
export function fakeElectron({
  isFirst = true,
  /** What keeps secrets: `basic_text` is Linux without a keyring. */
  secrets = 'gnome_libsecret' as ReturnType<ElectronParts['safeStorage']['getSelectedStorageBackend']>,
  folder = null as string | null,
  /** What the person names in the dialog for saving. */
  file = null as string | null,
  /** The language of the system. */
  locale = 'en-US',
  /** Position of the button that the person presses. */
  button = 0,
} = {}): {
  electron: ElectronParts;
  seen: Seen;
} {
  const seen: Seen = {
    schemes: [],
    handlers: new Map(),
    windows: [],
    menu: [],
    isClosed: false,
    handedOver: undefined,
    asked: [],
    notified: [],
    revealed: [],
    calls: new Map(),
    appListeners: new Map(),
    permission: null,
    forks: [],
    errors: [],
    messages: [],
    quits: 0,
  };

  const electron = {
    app: fakeApp(seen, isFirst, locale),
    BrowserWindow: fakeWindows(seen),
    protocol: fakeProtocol(seen),
    session: { defaultSession: fakeSession(seen) },
    screen: fakeScreen(),
    utilityProcess: fakeUtilityProcess(seen),
    safeStorage: fakeSafeStorage(secrets),
    dialog: fakeDialog(seen, folder, file, button),
    Notification: fakeNotification(seen),
    nativeImage: { createFromBitmap: () => ({ isEmpty: () => false }) },
    shell: { showItemInFolder: (path: string) => void seen.revealed.push(path) },
    ipcMain: {
      handle: (name: string, call: (...values: unknown[]) => unknown) => {
        seen.calls.set(name, call);
      },
    },
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => {
        seen.menu = template;
        return null;
      },
      setApplicationMenu: () => {},
    },
  };
  return { electron: electron as unknown as ElectronParts, seen };
}
