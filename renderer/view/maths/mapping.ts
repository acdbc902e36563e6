import { type Comparison, DISPARITY_FLOOR, type Subject } from '../../../contract/comparison.ts';

/** How a value of a run becomes one of the reference: optionally 1 / value, then a line, then optionally 1 / value again. */
export interface Mapping {
  isInputInverted: boolean;
  scale: number;
  shift: number;
  isOutputInverted: boolean;
}

export const IDENTITY: Mapping = { isInputInverted: false, scale: 1, shift: 0, isOutputInverted: false };

/** The mapping that a comparison found for one of its runs; null where there is none. */
export function mappingOf(
  subject: Pick<Subject, 'kind' | 'isReference' | 'fit'> | null,
  { referenceKind, alignment }: Pick<Comparison, 'referenceKind' | 'alignment'>,
): Mapping | null {
  if (!subject) return null;
  if (subject.isReference) return IDENTITY;
  if (!subject.fit) return null;
  const { space, scale, shift } = subject.fit;
  const isDisparity = space === 'disparity' && alignment.method !== 'none';
  return {
    isInputInverted: isDisparity && subject.kind === 'metric',
    scale,
    shift,
    isOutputInverted: isDisparity && referenceKind === 'metric',
  };
}

/** One value; NaN where there is none. The shader does the same (stage/rendering/shaders/mapping.ts). */
export function mapped(value: number, { isInputInverted, scale, shift, isOutputInverted }: Mapping): number {
  if (isInputInverted && !(value > 0)) return Number.NaN;
  const line = scale * (isInputInverted ? 1 / value : value) + shift;
  return isOutputInverted ? 1 / Math.max(line, DISPARITY_FLOOR) : line;
}

/** As the shaders take it. */
export function mappingUniform(mapping: Mapping): [number, number, number, number] {
  return [mapping.isInputInverted ? 1 : 0, mapping.scale, mapping.shift, mapping.isOutputInverted ? 1 : 0];
}
