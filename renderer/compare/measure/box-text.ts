import type { BoxStatistics } from '../../../contract/compare/comparison.ts';
import { fixedText } from '../../language/number-text.ts';

/** One statistic of a box, in the unit of its map. */
export function statisticText(value: number | null, unit: BoxStatistics['unit']): string {
  if (value === null) return '–';
  return unit === 'metres' ? `${fixedText(value, 3)} m` : fixedText(value, 4);
}

/** How far the values lie from the plane through them: in metres, or as a share where the map has none. */
export function planarityText({
  planarityInMetres,
  planarityShare,
}: Pick<BoxStatistics, 'planarityInMetres' | 'planarityShare'>): string {
  if (planarityInMetres !== null) return `${fixedText(planarityInMetres, 4)} m`;
  return planarityShare === null ? '–' : `${fixedText(100 * planarityShare, 2)} %`;
}
