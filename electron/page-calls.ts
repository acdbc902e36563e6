import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron';
import type { Answer } from '../contract/desktop.ts';
import { DepthroomError, toFailure } from '../contract/errors.ts';
import type { ReportFailure } from '../core/disk/background.ts';
import { PAGE_ADDRESS } from './scheme.ts';

/**
 * The only way from the page into the host: answers a call of the preload script if the page itself sent it, in the main frame of
 * the window. A frame, another window or another address gets a refusal.
 */
export function answerPage<T>(
  ipcMain: Pick<IpcMain, 'handle'>,
  name: string,
  window: () => BrowserWindow,
  call: (given: unknown) => Promise<T>,
): void {
  ipcMain.handle(name, async (event, given: unknown) => {
    if (!isOwnPage(event, window()))
      throw new DepthroomError('forbidden', 'Expected a call from the page that Depthroom opened.');
    return call(given);
  });
}

/** The same for a call that may fail: an error would arrive without its code, so what failed is answered. `note`: the log. */
export function answerOrFail<T>(
  ipcMain: Pick<IpcMain, 'handle'>,
  name: string,
  { window, note }: { window: () => BrowserWindow; note: ReportFailure },
  call: (given: unknown) => Promise<T>,
): void {
  answerPage(ipcMain, name, window, async (given): Promise<Answer<T>> => {
    try {
      return { answer: await call(given) };
    } catch (thrown) {
      if (!(thrown instanceof DepthroomError)) note(`answer the page (${name})`, thrown);
      return { failure: toFailure(thrown) };
    }
  });
}

function isOwnPage({ sender, senderFrame }: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  return (
    senderFrame !== null &&
    sender === window.webContents &&
    senderFrame === window.webContents.mainFrame &&
    senderFrame.url.startsWith(PAGE_ADDRESS)
  );
}
