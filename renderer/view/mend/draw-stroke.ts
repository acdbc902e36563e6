import type { RecipePoint } from '../../../contract/mend/recipe.ts';
import { useLook } from '../../state/look.ts';
import type { Point } from '../../state/measure.ts';
import { useMend } from '../../state/mend/mend.ts';
import { mendedOnStage, mendRegion } from './mending.ts';

/** Points nearer to each other than this share of the radius say nothing new. */
const LEAST_STEP = 0.15;

/** Whether a drag on the stage draws a stroke now. */
export function isMending(): boolean {
  return useLook.getState().mode === 'depth' && mendedOnStage() !== null;
}

/** A point of a stroke; only a pen says how hard it is pressed. */
export function strokePoint({ x, y }: Point, pressure?: number): RecipePoint {
  const [u, v] = [Number(x.toFixed(2)), Number(y.toFixed(2))];
  return pressure === undefined ? [u, v] : [u, v, Number(pressure.toFixed(3))];
}

export function beginStroke(point: RecipePoint): void {
  useMend.setState({ drawn: [point] });
}

/** Draws on to a point; one that is as good as the last is passed over. */
export function extendStroke(point: RecipePoint): void {
  const { drawn, radius, tool } = useMend.getState();
  const last = drawn?.at(-1);
  if (!drawn || !last) return;
  const least = tool === 'brush' ? Math.max(0.5, LEAST_STEP * radius) : 1;
  if (Math.hypot(point[0] - last[0], point[1] - last[1]) >= least)
    useMend.setState({ drawn: [...drawn, point] });
}

/** Ends the stroke: the map is mended by it. A lasso of fewer than three points is none. */
export function endStroke(): void {
  const { drawn, tool, radius, softness } = useMend.getState();
  if (!drawn) return;
  useMend.setState({ drawn: null });
  if (tool === 'brush') mendRegion({ shape: 'brush', points: [...drawn], radius, softness });
  else if (drawn.length >= 3)
    mendRegion({ shape: 'lasso', points: [...drawn], softness: Math.round(softness * radius) });
}

export function dropStroke(): void {
  useMend.setState({ drawn: null });
}
