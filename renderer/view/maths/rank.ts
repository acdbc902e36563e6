import { percentileRange } from '../../../contract/maths/percentile-range.ts';

/**
 * Which share of a map's pixels is nearer than a value: levels of equal width between `low` and `high`, each with the rank
 * 0..1 of its values, 0 the nearest. Values of one level are tied and have their mean rank, as in Spearman's correlation.
 */
export interface RankTable {
  low: number;
  high: number;
  ranks: Float32Array<ArrayBuffer>;
}

const RANK_LEVELS = 4096;
/** So many pixels say where the levels end. */
const SAMPLE = 65_536;
/** Share of pixels at each end that share the outermost level: a few stray pixels must not take all the levels. */
const TAIL = 0.0005;

/** Ranks of the values of a map; NaN and infinite values have none and are not counted. */
export function rankTableOf(
  values: Float32Array,
  isLargerNearer: boolean,
  levels: number = RANK_LEVELS,
): RankTable {
  const { low, high } = endsOf(values);
  const table: RankTable = { low, high, ranks: new Float32Array(levels) };
  const counts = new Uint32Array(levels);
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    counts[levelOf(values[i], table)]++;
    total++;
  }
  let below = 0;
  for (let level = 0; level < levels; level++) {
    const rank = total > 0 ? (below + counts[level] / 2) / total : 0.5;
    table.ranks[level] = isLargerNearer ? 1 - rank : rank;
    below += counts[level];
  }
  return table;
}

/** Rank 0..1 of one value, 0 the nearest; NaN where there is none. The shader does the same (stage/rendering/shaders/tints.ts). */
export function rankOf(value: number, table: RankTable): number {
  return Number.isFinite(value) ? table.ranks[levelOf(value, table)] : Number.NaN;
}

function levelOf(value: number, { low, high, ranks }: RankTable): number {
  if (!(high > low)) return 0;
  const level = Math.floor(((value - low) / (high - low)) * ranks.length);
  return Math.min(ranks.length - 1, Math.max(0, level));
}

function endsOf(values: Float32Array): { low: number; high: number } {
  const { low, high } = percentileRange(values, 100 * TAIL, { most: SAMPLE });
  return Number.isNaN(low) ? { low: 0, high: 0 } : { low, high };
}

const known = new WeakMap<object, RankTable>();

/** The table of a map that is shown, made when it is first asked for. A map has one kind only. */
export function knownRanks(map: { values: Float32Array }, isLargerNearer: boolean): RankTable {
  const table = known.get(map) ?? rankTableOf(map.values, isLargerNearer);
  known.set(map, table);
  return table;
}
