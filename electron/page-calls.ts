import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron';
import { DepthroomError } from '../contract/errors.ts';
import { PAGE_ADDRESS } from './scheme.ts';

/**
 * The only way from the page into the host: answers a call of the preload script if the page itself sent it, in the main frame of
 * the window. A frame, another window or another address gets a refusal.
 */
export function answerPage<Answer>(
  ipcMain: Pick<IpcMain, 'handle'>,
  name: string,
  window: () => BrowserWindow,
  call: (given: unknown) => Promise<Answer>,
): void {
  ipcMain.handle(name, async (event, given: unknown) => {
    if (!isOwnPage(event, window()))
      throw new DepthroomError('forbidden', 'Expected a call from the page that Depthroom opened.');
    return call(given);
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
