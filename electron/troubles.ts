import type { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import type { ReportFailure } from '../core/disk/background.ts';
import type { Texts } from './language/en.ts';
import type { AskTexts } from './language/texts.ts';
import type { ElectronParts } from './parts.ts';
import { PAGE_ADDRESS } from './scheme.ts';

/** Where uncaught exceptions are told: the process, or what a test puts in its place. */
export type ExceptionSource = Pick<EventEmitter, 'on' | 'off'>;

/** Why a process ended, as half a sentence, by the reason that Electron gives. */
function because(texts: Texts, reason: string): string {
  const reasons: Readonly<Record<string, string>> = {
    crashed: texts.crashed,
    oom: texts.outOfMemory,
    killed: texts.killed,
    'memory-eviction': texts.evicted,
    'launch-failed': texts.notStarted,
    'integrity-failure': texts.altered,
  };
  return reasons[reason] ?? texts.endedByItself;
}

/** A message with its buttons. */
interface Said {
  message: string;
  detail: string;
  buttons: string[];
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
  { note, askTexts }: { note: ReportFailure; askTexts: AskTexts },
): Troubles {
  let isAsking = false;
  /** Resolves with the position of the button; null where another message is open. */
  async function say(what: (texts: Texts) => Said): Promise<number | null> {
    if (isAsking || window().isDestroyed()) return null;
    isAsking = true;
    try {
      const said = what(await askTexts());
      if (window().isDestroyed()) return null;
      const asked = { type: 'error' as const, title: 'Depthroom', ...said, noLink: true };
      return (await dialog.showMessageBox(window(), asked)).response;
    } finally {
      isAsking = false;
    }
  }
  const report = (asked: Promise<void>) => void asked.catch((thrown) => console.error(thrown));

  async function pageIsGone(lost: BrowserWindow, reason: string): Promise<void> {
    note('keep the page', `it ended (${reason})`);
    const answer = await say((texts) => ({
      message: texts.pageEnded(because(texts, reason)),
      detail: texts.pageIsKept,
      buttons: [texts.loadAgain, texts.quit],
    }));
    if (answer === 1) return app.quit();
    if (!lost.isDestroyed()) await lost.loadURL(PAGE_ADDRESS);
  }

  async function graphicsAreGone(reason: string): Promise<void> {
    note('keep the process that draws', `it ended (${reason})`);
    const answer = await say((texts) => ({
      message: texts.drawingEnded(because(texts, reason)),
      detail: texts.drawingIsKept,
      buttons: [texts.goOn, texts.loadAgain],
    }));
    if (answer === 1) await window().loadURL(PAGE_ADDRESS);
  }

  const mistake = (thrown: unknown) => {
    console.error(thrown);
    note('foresee a mistake', thrown);
    const asked = say((texts) => ({
      message: texts.mistake,
      detail: texts.mistakeIsKept,
      buttons: [texts.goOn, texts.quit],
    }));
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
