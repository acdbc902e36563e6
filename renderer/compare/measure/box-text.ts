import type { BoxStatistics } from '../../../contract/compare/comparison.ts';

/** One statistic of a box, in the unit of its map. */
export function statisticText(value: number | null, unit: BoxStatistics['unit']): string {
  if (value === null) return '–';
  return unit === 'metres' ? `${value.toFixed(3)} m` : value.toFixed(4);
}

/** How far the values lie from the plane through them: in metres, or as a share where the map has none. */
export function planarityText({
  planarityInMetres,
  planarityShare,
}: Pick<BoxStatistics, 'planarityInMetres' | 'planarityShare'>): string {
  if (planarityInMetres !== null) return `${planarityInMetres.toFixed(4)} m`;
  return planarityShare === null ? '–' : `${(100 * planarityShare).toFixed(2)} %`;
}
