import type { BrowserWindow } from 'electron';
import { shownWorkSchema } from '../contract/desktop.ts';
import type { Engine } from '../core/host/engine.ts';
import type { AskTexts } from './language/texts.ts';
import type { ElectronParts } from './parts.ts';

/** Shows how far work is on the taskbar or the dock; who looks elsewhere is told when it is done, and brought back by a click. */
export function showWork(
  { Notification }: Pick<ElectronParts, 'Notification'>,
  window: BrowserWindow,
  given: unknown,
): void {
  const { fraction, said } = shownWorkSchema.parse(given);
  // Electron takes a bar away at a negative number.
  window.setProgressBar(fraction ?? -1);
  if (!said || window.isFocused() || !Notification.isSupported()) return;
  const notification = new Notification(said);
  notification.on('click', () => comeForward(window));
  notification.show();
}

/**
 * Tells of the end of work while there is no window, and so no page that would: on macOS the app outlives it. What was at work when the window
 * was closed is told whenever it ends, what came later where it took `longSeconds`. Returns what ends it; it costs a reader of events until then.
 */
export function tellOfEnds(
  { Notification }: Pick<ElectronParts, 'Notification'>,
  engine: Pick<Engine, 'subscribe'>,
  { askTexts, open, longSeconds = 20 }: { askTexts: AskTexts; open: () => void; longSeconds?: number },
): () => void {
  /** When the work began, in milliseconds; null where there is none. */
  let since: number | null = null;
  let isFirst = true;
  return engine.subscribe(async (event) => {
    if (event.event !== 'changes' || !event.state) return;
    const { running, waiting, exporting } = event.state.queue;
    const isAtWork = running.length + waiting + exporting.length > 0;
    const began = since;
    if (isAtWork) since ??= isFirst ? Number.NEGATIVE_INFINITY : performance.now();
    else since = null;
    isFirst = false;
    if (isAtWork || began === null || performance.now() - began < 1000 * longSeconds) return;
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title: 'Depthroom', body: (await askTexts()).queueEnded });
    notification.on('click', open);
    notification.show();
  });
}

/** Brings a window before the others, wherever it is. */
export function comeForward(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
