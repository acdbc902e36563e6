import type { DepthPreview } from './preview.ts';

/** What a preview says beside its picture. */
export interface PreviewText {
  /** What black, or the first colour, means. */
  dark: string;
  light: string;
  /** The same for those who do not see it. */
  label: string;
  /** Null where every pixel has a value. */
  invalid: string | null;
}

type Facts = Pick<DepthPreview, 'darkIs' | 'dark' | 'light' | 'unit' | 'invalid'>;

export function previewText({ darkIs, dark, light, unit, invalid }: Facts, isColoured: boolean): PreviewText {
  const [first, last] = isColoured ? ['first colour', 'last colour'] : ['black', 'white'];
  const end = (name: string, place: string, value: number) =>
    `${name}: ${place}, ${numberText(value)}${unit && ` ${unit}`}`;
  const darkText = end(first, darkIs, dark);
  const lightText = end(last, darkIs === 'near' ? 'far' : 'near', light);
  return {
    dark: darkText,
    light: lightText,
    label: `Preview: ${darkText}; ${lightText}`,
    invalid: invalid > 0 ? `${(100 * invalid).toFixed(invalid < 0.001 ? 3 : 1)} % have no value.` : null,
  };
}

/** Three digits, without the zeros behind them. */
function numberText(value: number): string {
  return String(Number(value.toPrecision(3)));
}
