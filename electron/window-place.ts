import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle } from 'electron';

/** Where the window stood when it was last closed. */
interface Place {
  bounds: Rectangle;
  isMaximized: boolean;
}

/** What there is to take hold of has to lie on a screen, in pixels of it: screens come and go between two starts. */
const GRIP = 80;

/** The place that was kept; null where there is none, or where it lies on no screen (`screens`: their work areas). */
export function readPlace(path: string, screens: readonly Rectangle[]): Place | null {
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Place;
    const { x, y, width, height } = kept.bounds;
    if (![x, y, width, height].every(Number.isInteger) || width < GRIP || height < GRIP) return null;
    const isSeen = screens.some(
      (screen) =>
        x + width > screen.x + GRIP &&
        x < screen.x + screen.width - GRIP &&
        y >= screen.y &&
        y < screen.y + screen.height - GRIP,
    );
    return isSeen ? { bounds: { x, y, width, height }, isMaximized: kept.isMaximized === true } : null;
  } catch {
    return null;
  }
}

/** Keeps the place of a window when it is closed. Where the disk refuses, the next window stands as the first one did. */
export function keepPlace(
  window: Pick<BrowserWindow, 'on' | 'getNormalBounds' | 'isMaximized'>,
  path: string,
): void {
  window.on('close', () => {
    const place: Place = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
    try {
      writeFileSync(path, JSON.stringify(place));
    } catch {
      // Nothing is lost but a place.
    }
  });
}
