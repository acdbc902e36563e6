import type { DepthKind } from '../../contract/depth-map.ts';
import { fixedText, fractionDigits, significantText, withUnit } from '../language/number-text.ts';
import { text } from '../language/text.ts';

/** A depth for a person: three significant digits and the unit, or a bare number where the map is relative. */
export function depthText(value: number, kind: DepthKind): string {
  if (Number.isNaN(value)) return text('view.noValue');
  if (kind !== 'metric') return text('view.relativeValue', { value: significantText(value, 3) });
  return metresText(value);
}

/** What is said of a map that has but one value, instead of ends that it has not. */
export function oneValueText(value: number, kind: DepthKind): string {
  return text('view.oneValue', { value: depthText(value, kind) });
}

/** Metres with three significant digits and their unit, "4.53 m" and "0.00453 m": a measured one with the millimetres that it was asked in (`least` 3). */
export function metresText(metres: number, least = 0): string {
  return withUnit(significantText(metres, least), 'm');
}

/** The same for the end of a range, whose unit stands elsewhere or that has none. */
export function endText(value: number, kind: DepthKind): string {
  return kind === 'metric' ? significantText(value) : significantText(value, 3);
}

/** A place in metres without its unit: its largest part has three significant digits, and the others end at the same digit. */
export function placeText(place: readonly [number, number, number]): [string, string, string] {
  const digits = fractionDigits(Math.max(...place.map(Math.abs)));
  const [x, y, z] = place;
  return [fixedText(x, digits), fixedText(y, digits), fixedText(z, digits)];
}

/** A step of 1, 2 or 5 times a power of ten that divides a width into about so many parts. */
export function niceStep(width: number, parts: number): number {
  const raw = width / parts;
  if (!(raw > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(raw));
  const lead = raw / power;
  return (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10) * power;
}
