import type { Tools } from '../pipeline/pipeline.ts';
import type { LogRange } from './log-depth.ts';

/** Shares of pixels at the ends of the range, where the map cannot say more than "nearer" or "farther". */
function saturationOf(unit: Float32Array): { near: number; far: number } {
  let near = 0;
  let far = 0;
  for (let i = 0; i < unit.length; i++) {
    if (unit[i] <= 0) near++;
    else if (unit[i] >= 1) far++;
  }
  return { near: near / unit.length, far: far / unit.length };
}

/**
 * Leaves a note where the map (u in 0..1) touches the ends of what the network can say, `min` and `max` in metres. Own rule: a clipped
 * value is a bound, not a measurement.
 */
export function noteSaturation(unit: Float32Array, { min, max }: LogRange, tools: Pick<Tools, 'note'>): void {
  const { near, far } = saturationOf(unit);
  if (near + far === 0) return;
  const percent = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
  tools.note(
    `The map is saturated: ${percent(near)} of its pixels are at ${min} m and ${percent(far)} at ${max} m, the ends of the pack's range, and may truly lie nearer or farther.`,
  );
}
