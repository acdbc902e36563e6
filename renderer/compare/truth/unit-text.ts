import { digitsText, numberText, significantText, withUnit } from '../../language/number-text.ts';
import { text } from '../../language/text.ts';

/** A stored unit in metres for a person: as a fraction where it is one. */
export function unitText(scale: number): string {
  const parts = 1 / scale;
  return Math.abs(parts - Math.round(parts)) < 1e-6 && parts > 1
    ? withUnit(`1 / ${numberText(Math.round(parts))}`, 'm')
    : withUnit(digitsText(String(scale)), 'm');
}

/** From where to where depths in metres go, with no fewer than `digits` behind the point. */
export function rangeText(minimum: number, maximum: number, digits = 0): string {
  return text('compare.truthRange', {
    minimum: significantText(minimum, digits),
    maximum: significantText(maximum, digits),
  });
}
