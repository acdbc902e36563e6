import { digitsText, numberText } from '../language/number-text.ts';
import { text } from '../language/text.ts';

/** What a field for numbers holds: it hands on as a text what is not written as a program would, "1.50" or "2.". Null where it is no number. */
export function typedNumber(written: number | string): number | null {
  if (typeof written === 'number') return Number.isFinite(written) ? written : null;
  const value = written.trim() === '' ? Number.NaN : Number(written);
  return Number.isFinite(value) ? value : null;
}

/** Which numbers a field takes. What is none of them becomes the nearest that is; what `refuses` speaks of is not taken at all. */
export interface NumberRules {
  minimum?: number | undefined;
  maximum?: number | undefined;
  /** A number has to be larger than this. */
  above?: number | undefined;
  /** A number is rounded to a multiple of this. */
  multipleOf?: number | undefined;
  isInteger?: boolean | undefined;
  /** Why a number cannot be taken, as the beginning of a sentence ("Between 1 and 170 degrees"); null where it can. */
  refuses?: ((value: number) => string | null) | undefined;
}

/** What becomes of a number that was typed: null where it is refused; and the rule that it broke, null where it is taken as it is. */
export interface Settled {
  value: number | null;
  rule: string | null;
}

/** Holds a number to the rules of its field. */
export function settledNumber(typed: number, rules: NumberRules): Settled {
  const { minimum, maximum, above, multipleOf, isInteger, refuses } = rules;
  const reason = refuses?.(typed) ?? null;
  if (reason !== null) return { value: null, rule: reason };
  if (above !== undefined && !(typed > above)) return { value: null, rule: boundsText(rules) };
  const low = minimum ?? Number.NEGATIVE_INFINITY;
  const high = maximum ?? Number.POSITIVE_INFINITY;
  const within = Math.min(Math.max(typed, low), high);
  // A field shows fewer digits than its bounds may have.
  if (within !== typed && !isAlike(within, typed)) return { value: within, rule: boundsText(rules) };
  const part = multipleOf ?? (isInteger ? 1 : undefined);
  if (part === undefined) return { value: within, rule: null };
  let rounded = Math.round(within / part) * part;
  if (rounded < low) rounded += part;
  if (rounded > high) rounded -= part;
  if (rounded === typed) return { value: rounded, rule: null };
  const rule =
    multipleOf === undefined
      ? text('controls.wholeNumber')
      : text('controls.multipleOf', { part: numberText(multipleOf) });
  return { value: rounded, rule };
}

/** What a person is told where something else than what was typed stands in the field; `unit` stands behind a number. */
export function settledText(rule: string, taken: number | null, before: number | null, unit: string): string {
  if (taken !== null) return text('controls.numberTaken', { rule, value: valueText(taken) + unit });
  if (before !== null) return text('controls.numberStays', { rule, value: valueText(before) + unit });
  return text('controls.numberRefused', { rule });
}

function boundsText({ minimum, maximum, above }: NumberRules): string {
  if (above !== undefined && maximum !== undefined)
    return text('controls.aboveAndMost', { above: valueText(above), most: valueText(maximum) });
  if (above !== undefined) return text('controls.above', { above: valueText(above) });
  if (minimum !== undefined && maximum !== undefined)
    return text('controls.fromTo', { least: valueText(minimum), most: valueText(maximum) });
  if (minimum !== undefined) return text('controls.atLeast', { least: valueText(minimum) });
  return text('controls.atMost', { most: valueText(maximum ?? 0) });
}

/** As fields show numbers: four digits that count, and whole ones in full. */
function valueText(value: number): string {
  if (Number.isInteger(value)) return numberText(value);
  return digitsText(String(Number(value.toPrecision(4))));
}

function isAlike(one: number, other: number): boolean {
  return valueText(one) === valueText(other);
}
