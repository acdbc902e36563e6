import type { BrowserWindow } from 'electron';
import { shownWorkSchema } from '../contract/desktop.ts';
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

/** Brings a window before the others, wherever it is. */
export function comeForward(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
