import { desktop } from '../server/desktop.ts';
import { importPhotos } from '../state/import-queue.ts';
import { attempt } from '../state/notices.ts';
import { followWork } from './follow-work.ts';
import { menuItems, performFromMenu } from './menu-items.ts';

/** Joins the page to its window: the menu, the taskbar, and files that were opened from outside. Returns what ends it. */
export function followDesktop(): () => void {
  const window = desktop();
  if (!window) return () => {};
  const takeOpened = () =>
    void attempt(async () => {
      const files = await window.takeOpened();
      if (files.length > 0) importPhotos(files);
    });
  const stopListening = window.onAsked((command) => {
    if (command === null) takeOpened();
    else performFromMenu(command);
  });
  const stopWork = followWork((work) => void attempt(() => window.showWork(work)));
  void attempt(() => window.showMenu(menuItems()));
  takeOpened();
  return () => {
    stopListening();
    stopWork();
  };
}
