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

interface Facts {
  darkIs: 'near' | 'far';
  dark: number;
  light: number;
  unit: string;
  invalid: number;
  means?: readonly [dark: string, light: string] | undefined;
}

export function previewText(
  { darkIs, dark, light, unit, invalid, means }: Facts,
  isColoured: boolean,
): PreviewText {
  const [first, last] = isColoured ? ['first colour', 'last colour'] : ['black', 'white'];
  const end = (name: string, place: string, value: number) =>
    `${name}: ${place}, ${numberText(value)}${unit && ` ${unit}`}`;
  const darkText = means ? `black: ${means[0]}` : end(first, darkIs, dark);
  const lightText = means ? `white: ${means[1]}` : end(last, darkIs === 'near' ? 'far' : 'near', light);
  return {
    dark: darkText,
    light: lightText,
    label: `Preview: ${darkText}; ${lightText}`,
    invalid: invalid > 0 ? `${(100 * invalid).toFixed(invalid < 0.001 ? 3 : 1)} % have no value.` : null,
  };
}

/** Three digits, without the zeros behind them. */
export function numberText(value: number): string {
  return String(Number(value.toPrecision(3)));
}
