import type { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import type { ReportFailure } from '../core/disk/background.ts';
import type { ElectronParts } from './parts.ts';
import { PAGE_ADDRESS } from './scheme.ts';

/** Where uncaught exceptions are told: the process, or what a test puts in its place. */
export type ExceptionSource = Pick<EventEmitter, 'on' | 'off'>;

const REASONS: Record<string, string> = {
  crashed: 'it crashed',
  oom: 'there was not enough memory',
  killed: 'the system or another program ended it',
  'memory-eviction': 'the system needed its memory',
  'launch-failed': 'it could not be started',
  'integrity-failure': 'its files were changed; install Depthroom again',
};

/** Why a process ended, as half a sentence. */
function because(reason: string): string {
  return REASONS[reason] ?? 'it ended by itself';
}

export interface Troubles {
  /** Follows the page of a window that was opened. */
  watch(window: BrowserWindow): void;
  /** Stops to listen. */
  stop(): void;
}

/**
 * Keeps the window when a part of the app is lost, and says what happened: the page, the process that draws, or a mistake in the
 * host. What was thrown goes to the log (`note`), not to the person. One message at a time: a part that fails over and over asks once.
 */
export function watchTroubles(
  { app, dialog }: Pick<ElectronParts, 'app' | 'dialog'>,
  exceptions: ExceptionSource,
  window: () => BrowserWindow,
  note: ReportFailure,
): Troubles {
  let isAsking = false;
  /** Resolves with the position of the button; null where another message is open. */
  async function say(message: string, detail: string, buttons: string[]): Promise<number | null> {
    if (isAsking || window().isDestroyed()) return null;
    isAsking = true;
    try {
      const asked = { type: 'error' as const, title: 'Depthroom', message, detail, buttons, noLink: true };
      return (await dialog.showMessageBox(window(), asked)).response;
    } finally {
      isAsking = false;
    }
  }
  const report = (asked: Promise<void>) => void asked.catch((thrown) => console.error(thrown));

  async function pageIsGone(lost: BrowserWindow, reason: string): Promise<void> {
    note('keep the page', `it ended (${reason})`);
    const answer = await say(
      `The page of Depthroom ended: ${because(reason)}.`,
      'Photos, depth maps and exports are kept, and what works in the background goes on.',
      ['Load the page again', 'Quit'],
    );
    if (answer === 1) return app.quit();
    if (!lost.isDestroyed()) await lost.loadURL(PAGE_ADDRESS);
  }

  async function graphicsAreGone(reason: string): Promise<void> {
    note('keep the process that draws', `it ended (${reason})`);
    const answer = await say(
      `The process that draws ended: ${because(reason)}.`,
      'The system starts it again. Depth maps and exports are kept; if the view stays empty, load the page again.',
      ['Go on', 'Load the page again'],
    );
    if (answer === 1) await window().loadURL(PAGE_ADDRESS);
  }

  const mistake = (thrown: unknown) => {
    console.error(thrown);
    note('foresee a mistake', thrown);
    const asked = say(
      'Depthroom made a mistake of its own.',
      'The window stays open and what was stored is kept. If something does not answer any more, quit and start Depthroom again.',
      ['Go on', 'Quit'],
    );
    report(asked.then((answer) => (answer === 1 ? app.quit() : undefined)));
  };
  exceptions.on('uncaughtException', mistake);
  exceptions.on('unhandledRejection', mistake);
  app.on('child-process-gone', (_event, { type, reason }) => {
    // A worker's end is told by the run, export or comparison that it worked on.
    if (type === 'GPU' && reason !== 'clean-exit') report(graphicsAreGone(reason));
  });

  return {
    watch(opened) {
      opened.webContents.on('render-process-gone', (_event, { reason }) => {
        if (reason !== 'clean-exit') report(pageIsGone(opened, reason));
      });
    },
    stop() {
      exceptions.off('uncaughtException', mistake);
      exceptions.off('unhandledRejection', mistake);
    },
  };
}
