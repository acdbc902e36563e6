import type { Point } from '../../state/measure.ts';
/** What a move of one of two fingers means: how far their middle went, where it is, and by how much they are farther apart. */
export interface Pinch {
  dx: number;
  dy: number;
  middle: Point;
  factor: number;
}

/** Fingers that lie on each other are one CSS pixel apart. */
function spreadOf([a, b]: readonly Point[]): Point & { width: number } {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, width: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) };
}

/** Compares the places of two fingers in CSS pixels before and after one of them moved. */
export function pinchOf(before: readonly Point[], after: readonly Point[]): Pinch {
  const [from, to] = [spreadOf(before), spreadOf(after)];
  return {
    dx: to.x - from.x,
    dy: to.y - from.y,
    middle: { x: to.x, y: to.y },
    factor: to.width / from.width,
  };
}

/** `WheelEvent.DOM_DELTA_LINE` */
const LINES = 1;
const PIXELS_IN_A_LINE = 16;
/** A pinch on a trackpad comes as a wheel with the control key, in small steps. */
const PINCH_FACTOR = 4;
const MOST_PIXELS = 240;
const ZOOM_OF_A_PIXEL = 0.002;

/** By how much a turn of the wheel magnifies. Lines (a mouse wheel in Firefox) count as 16 pixels. */
export function wheelZoom({
  deltaY,
  deltaMode,
  ctrlKey,
}: Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey'>): number {
  const pixels = deltaY * (deltaMode === LINES ? PIXELS_IN_A_LINE : 1) * (ctrlKey ? PINCH_FACTOR : 1);
  return Math.exp(-Math.max(-MOST_PIXELS, Math.min(MOST_PIXELS, pixels)) * ZOOM_OF_A_PIXEL);
}

/** Middle and right button, as `PointerEvent.buttons` counts them. */
const PAN_BUTTONS = 6;

/** Whether a drag moves the scene rather than turning it. */
export function isPan({ shiftKey, buttons }: Pick<PointerEvent, 'shiftKey' | 'buttons'>): boolean {
  return shiftKey || (buttons & PAN_BUTTONS) !== 0;
}
