import type { BoxStatistics } from '../../../contract/compare/comparison.ts';
import { significantText, withUnit } from '../../language/number-text.ts';
import { metresText } from '../../view/depth-text.ts';

/** One statistic of a box, in the unit of its map. */
export function statisticText(value: number | null, unit: BoxStatistics['unit']): string {
  if (value === null) return '–';
  return unit === 'metres' ? metresText(value, 3) : significantText(value, 4);
}

/** How far the values lie from the plane through them: in metres, or as a share where the map has none. */
export function planarityText({
  planarityInMetres,
  planarityShare,
}: Pick<BoxStatistics, 'planarityInMetres' | 'planarityShare'>): string {
  if (planarityInMetres !== null) return metresText(planarityInMetres, 4);
  return planarityShare === null ? '–' : withUnit(significantText(100 * planarityShare, 2), '%');
}
