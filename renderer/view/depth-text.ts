import type { DepthKind } from '../../contract/depth-map.ts';
import { fixedText } from '../language/number-text.ts';
import { text } from '../language/text.ts';

/** A depth for a person: three significant digits and the unit, or a bare number where the map is relative. */
export function depthText(value: number, kind: DepthKind): string {
  if (Number.isNaN(value)) return text('view.noValue');
  if (kind !== 'metric') return text('view.relativeValue', { value: fixedText(value, 3) });
  return `${metresText(value)} m`;
}

/** Metres with as many digits as are worth reading. */
export function metresText(metres: number): string {
  const size = Math.abs(metres);
  return fixedText(metres, size < 10 ? 2 : size < 100 ? 1 : 0);
}

/** A step of 1, 2 or 5 times a power of ten that divides a width into about so many parts. */
export function niceStep(width: number, parts: number): number {
  const raw = width / parts;
  if (!(raw > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(raw));
  const lead = raw / power;
  return (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10) * power;
}
