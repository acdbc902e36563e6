import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';
import { keepNow, readKeptNow } from '../core/disk/kept/kept-json.ts';

const pixels = z.int();
/** Where the window stood when it was last closed. */
const placeSchema = z.object({
  bounds: z.object({ x: pixels, y: pixels, width: pixels, height: pixels }),
  isMaximized: z.boolean().catch(false),
});
type Place = z.infer<typeof placeSchema>;

/** What there is to take hold of has to lie on a screen, in pixels of it: screens come and go between two starts. */
const GRIP = 80;

/** The place that was kept; null where there is none, or where it lies on no screen (`screens`: their work areas). */
export function readPlace(path: string, screens: readonly Rectangle[]): Place | null {
  const kept = readKeptNow(path, placeSchema.nullable(), null);
  if (!kept) return null;
  const { x, y, width, height } = kept.bounds;
  if (width < GRIP || height < GRIP) return null;
  const isSeen = screens.some(
    (screen) =>
      x + width > screen.x + GRIP &&
      x < screen.x + screen.width - GRIP &&
      y >= screen.y &&
      y < screen.y + screen.height - GRIP,
  );
  return isSeen ? kept : null;
}

/** Keeps the place of a window when it is closed. Where the disk refuses, the next window stands as the first one did. */
export function keepPlace(
  window: Pick<BrowserWindow, 'on' | 'getNormalBounds' | 'isMaximized'>,
  path: string,
): void {
  window.on('close', () => {
    const place: Place = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
    try {
      keepNow(path, place);
    } catch {
      // Nothing is lost but a place.
    }
  });
}
