import { METRES, numberText } from '../language/number-text.ts';
import { text } from '../language/text.ts';
import type { StatedPlanes } from '../state/ranges.ts';
import type { NumberRules } from './typed-number.ts';

/** What the nearest and the farthest point of a relative map may be stated as: before the camera, and one behind the other. */
export function planeRules({ nearInMetres, farInMetres }: StatedPlanes): Record<'near' | 'far', NumberRules> {
  const metres = (value: number) => numberText(value, { maximumFractionDigits: 3 }) + METRES;
  return {
    near: {
      minimum: 0.01,
      refuses: (value) =>
        value >= farInMetres ? text('controls.nearBeforeFar', { far: metres(farInMetres) }) : null,
    },
    far: {
      minimum: 0.02,
      refuses: (value) =>
        value <= nearInMetres ? text('controls.farBehindNear', { near: metres(nearInMetres) }) : null,
    },
  };
}
