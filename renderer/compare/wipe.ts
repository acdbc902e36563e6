import type { Rectangle } from '../view/maths/layout.ts';

type Wipe = 'vertical' | 'horizontal';

/** Where in a pane the line of a wipe lies, in CSS pixels of the stage: as high or as wide as the pane. */
export function wipePlace(
  wipe: Wipe,
  splitAt: number,
  { left, top, width, height }: Rectangle,
): { left: number; top: number; width?: number; height?: number } {
  return wipe === 'vertical'
    ? { left: left + splitAt * width, top, height }
    : { left, top: top + splitAt * height, width };
}

/** The share 0..1 of a pane at which its line lies under a point of the stage. */
export function splitUnder(
  point: { x: number; y: number },
  wipe: Wipe,
  { left, top, width, height }: Rectangle,
): number {
  const share = wipe === 'vertical' ? (point.x - left) / width : (point.y - top) / height;
  return Math.min(1, Math.max(0, share));
}

const STEPS: Record<string, number> = {
  ArrowLeft: -0.01,
  ArrowUp: -0.01,
  ArrowRight: 0.01,
  ArrowDown: 0.01,
  PageUp: -0.1,
  PageDown: 0.1,
};

/** Where a key moves the line to; null for keys that mean nothing. */
export function splitAfterKey(key: string, splitAt: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return 1;
  return Object.hasOwn(STEPS, key) ? Math.min(1, Math.max(0, splitAt + STEPS[key])) : null;
}
