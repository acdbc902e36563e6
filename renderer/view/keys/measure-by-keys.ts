import { useLook } from '../../state/look.ts';
import { draw, strokeNow, useMeasure } from '../../state/measure.ts';
import { useMend } from '../../state/mend/mend.ts';
import { useProbe } from '../../state/probe.ts';
import { stepProbe } from '../camera-controls.ts';
import { beginStroke, endStroke, extendStroke, isMending, strokePoint } from '../mend/draw-stroke.ts';

/** Whether a key sets a point now: a tool is chosen, and there is a depth map to measure in. */
function isMeasuring(): boolean {
  return useMeasure.getState().tool !== 'none' && useLook.getState().mode === 'depth';
}

/** Sets the first point where the crosshair is, the next time the second; where there is no crosshair yet, it comes first. */
export function setPoint(): void {
  if (isMending()) {
    setStrokeEnd();
    return;
  }
  if (!isMeasuring()) return;
  const { at } = useProbe.getState();
  if (!at) {
    stepProbe(0, 0);
    return;
  }
  const state = useMeasure.getState();
  const stroke = strokeNow(state);
  if (state.isDrawing && stroke) {
    draw({ from: stroke.from, to: at });
    useMeasure.setState({ isDrawing: false });
    return;
  }
  useMeasure.setState({ isDrawing: true });
  draw({ from: at, to: at });
}

/** The first press puts the brush (or the lasso) down at the crosshair, the next one takes it up again. */
function setStrokeEnd(): void {
  const { at } = useProbe.getState();
  if (!at) stepProbe(0, 0);
  else if (useMend.getState().drawn) endStroke();
  else beginStroke(strokePoint(at));
}

/** Moves the crosshair by photo pixels; what is being drawn ends there. */
export function stepAndDraw(dx: number, dy: number): void {
  stepProbe(dx, dy);
  const state = useMeasure.getState();
  const stroke = strokeNow(state);
  const { at } = useProbe.getState();
  if (at && isMending()) extendStroke(strokePoint(at));
  if (state.isDrawing && stroke && at && isMeasuring()) draw({ from: stroke.from, to: at });
}
