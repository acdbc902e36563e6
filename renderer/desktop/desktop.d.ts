import type { Desktop } from '../../contract/desktop.ts';

declare global {
  interface Window {
    /** Only in the desktop app. */
    desktop?: Desktop;
  }
}
