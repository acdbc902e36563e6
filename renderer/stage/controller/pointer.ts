import { useLook } from '../../state/look.ts';
import { draw, type Point, useMeasure } from '../../state/measure.ts';
import {
  activateAt,
  aimAt,
  dragBy,
  nearestPhotoPoint,
  probeAt,
  toggleFullSize,
  zoomBy,
} from '../../view/camera-controls.ts';
import {
  beginStroke,
  dropStroke,
  endStroke,
  extendStroke,
  isMending,
  strokePoint,
} from '../../view/mend/draw-stroke.ts';
import { isPan, pinchOf, wheelZoom } from './gestures.ts';

/** Lets mouse, pen, touch and wheel move the cameras. Returns how to stop that. */
export function listenToPointers(element: HTMLElement): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const placeOf = (event: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const tracker = trackPointers();

  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.target instanceof Element && event.target.closest('button, input, a, [data-wipe]')) return;
      element.focus({ preventScroll: true });
      element.setPointerCapture(event.pointerId);
      tracker.press(event, placeOf(event));
    },
    { signal },
  );
  element.addEventListener('pointermove', (event) => tracker.move(event, placeOf(event)), { signal });
  for (const name of ['pointerup', 'pointercancel'] as const)
    element.addEventListener(name, (event) => tracker.release(event.pointerId), { signal });
  element.addEventListener('pointerleave', () => probeAt(null), { signal });
  element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  element.addEventListener('dblclick', (event) => clickTwice(placeOf(event)), { signal });
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      zoomBy(wheelZoom(event), placeOf(event));
    },
    { signal, passive: false },
  );
  return () => stop.abort();
}

function clickTwice(place: Point): void {
  if (useLook.getState().mode === 'space') aimAt(place);
  else if (useMeasure.getState().tool === 'none' && !isMending()) toggleFullSize(place);
}

type Press = Pick<PointerEvent, 'pointerId' | 'button' | 'buttons' | 'shiftKey'> &
  Partial<Pick<PointerEvent, 'pointerType' | 'pressure'>>;

/** Pointers that are held down, and what their moves mean. Places are CSS pixels from the top left of the stage. */
export interface PointerTracker {
  press(event: Press, place: Point): void;
  move(event: Press, place: Point): void;
  release(pointerId: number): void;
}

function mendsBy({ button, shiftKey }: Press, fingers: number): boolean {
  return button === 0 && !shiftKey && fingers === 1 && isMending();
}

/** Mice and fingers have no pressure worth the name. */
function pressureOf({ pointerType, pressure }: Press): number | undefined {
  return pointerType === 'pen' && pressure ? pressure : undefined;
}

export function trackPointers(): PointerTracker {
  const held = new Map<number, Point>();
  /** Where the stroke began that is being drawn. */
  let drawnFrom: Point | null = null;
  /** Whether the map is being mended by a stroke. */
  let isPainting = false;

  const isDrawing = ({ button, shiftKey }: Press) =>
    useMeasure.getState().tool !== 'none' &&
    useLook.getState().mode === 'depth' &&
    button === 0 &&
    !shiftKey &&
    held.size === 1;

  return {
    press(event, place) {
      held.set(event.pointerId, place);
      activateAt(place);
      if (isPainting && held.size > 1) {
        // Two fingers move the picture: what one of them began was none.
        dropStroke();
        isPainting = false;
      }
      const begun = mendsBy(event, held.size) ? nearestPhotoPoint(place) : null;
      if (begun) {
        isPainting = true;
        beginStroke(strokePoint(begun, pressureOf(event)));
        return;
      }
      const from = isDrawing(event) ? nearestPhotoPoint(place) : null;
      if (!from) return;
      drawnFrom = from;
      useMeasure.setState({ isDrawing: true });
      draw({ from, to: from });
    },
    move(event, place) {
      const before = held.get(event.pointerId);
      if (!before) return probeAt(place);
      const all = [...held.values()];
      held.set(event.pointerId, place);
      if (held.size === 2) {
        const { dx, dy, middle, factor } = pinchOf(all, [...held.values()]);
        dragBy(dx, dy, true, middle);
        zoomBy(factor, middle);
        return;
      }
      if (isPainting) {
        const to = nearestPhotoPoint(place);
        if (to) extendStroke(strokePoint(to, pressureOf(event)));
        return probeAt(place);
      }
      if (drawnFrom) {
        const to = nearestPhotoPoint(place);
        if (to) draw({ from: drawnFrom, to });
        return probeAt(place);
      }
      dragBy(place.x - before.x, place.y - before.y, isPan(event), place);
    },
    release(pointerId) {
      held.delete(pointerId);
      if (isPainting) endStroke();
      isPainting = false;
      if (drawnFrom) useMeasure.setState({ isDrawing: false });
      drawnFrom = null;
    },
  };
}
