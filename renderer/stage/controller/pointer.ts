import { useLook } from '../../state/look.ts';
import { draw, useMeasure } from '../../state/measure.ts';
import {
  activateAt,
  aimAt,
  dragBy,
  nearestPhotoPoint,
  probeAt,
  toggleFullSize,
  zoomBy,
} from '../../view/camera-controls.ts';

/** Lets mouse, pen, touch and wheel move the cameras. Returns how to stop that. */
export function listenToPointers(element: HTMLElement): () => void {
  const held = new Map<number, { x: number; y: number }>();
  const stop = new AbortController();
  const { signal } = stop;

  /** Where the stroke began that is being drawn. */
  let drawnFrom: { x: number; y: number } | null = null;
  const isDrawing = (event: PointerEvent) =>
    useMeasure.getState().tool !== 'none' &&
    useLook.getState().mode === 'depth' &&
    event.button === 0 &&
    !event.shiftKey &&
    held.size === 1;

  const placeOf = (event: MouseEvent) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  /** Middle and width of two fingers. */
  const pinch = () => {
    const [a, b] = [...held.values()];
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, width: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) };
  };

  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.target instanceof Element && event.target.closest('button, input, a, [data-wipe]')) return;
      element.focus({ preventScroll: true });
      element.setPointerCapture(event.pointerId);
      held.set(event.pointerId, placeOf(event));
      activateAt(placeOf(event));
      const from = isDrawing(event) ? nearestPhotoPoint(placeOf(event)) : null;
      if (!from) return;
      drawnFrom = from;
      useMeasure.setState({ isDrawing: true });
      draw({ from, to: from });
    },
    { signal },
  );

  element.addEventListener(
    'pointermove',
    (event) => {
      const place = placeOf(event);
      const before = held.get(event.pointerId);
      if (!before) return probeAt(place);
      if (held.size === 2) {
        const wide = pinch();
        held.set(event.pointerId, place);
        const wider = pinch();
        dragBy(wider.x - wide.x, wider.y - wide.y, true, wider);
        zoomBy(wider.width / wide.width, wider);
        return;
      }
      held.set(event.pointerId, place);
      if (drawnFrom) {
        const to = nearestPhotoPoint(place);
        if (to) draw({ from: drawnFrom, to });
        return probeAt(place);
      }
      const isPan = event.shiftKey || (event.buttons & 6) !== 0;
      dragBy(place.x - before.x, place.y - before.y, isPan, place);
    },
    { signal },
  );

  for (const name of ['pointerup', 'pointercancel'] as const) {
    element.addEventListener(
      name,
      (event) => {
        held.delete(event.pointerId);
        if (drawnFrom) useMeasure.setState({ isDrawing: false });
        drawnFrom = null;
      },
      { signal },
    );
  }
  element.addEventListener('pointerleave', () => probeAt(null), { signal });
  element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  element.addEventListener(
    'dblclick',
    (event) => {
      if (useLook.getState().mode === 'space') aimAt(placeOf(event));
      else if (useMeasure.getState().tool === 'none') toggleFullSize(placeOf(event));
    },
    { signal },
  );
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      // Lines (a mouse wheel in Firefox) count as 16 pixels; a pinch on a trackpad comes as a wheel with the control key.
      const pixels =
        event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1) * (event.ctrlKey ? 4 : 1);
      zoomBy(Math.exp(-Math.max(-240, Math.min(240, pixels)) * 0.002), placeOf(event));
    },
    { signal, passive: false },
  );

  return () => stop.abort();
}
