/** The middle of several maps, in their unit, and how far they lie from it. */
export interface Consensus {
  /** Median of the maps at each pixel; NaN where fewer than two are valid. */
  median: Float32Array;
  /** Median of the absolute differences from it. */
  spread: Float32Array;
  /** Of each map: the share of pixels at which it lies farthest from the median. One map in n would be 1 / n by chance. */
  farthest: number[];
}

/**
 * The pixel-wise median of two or more maps of one height x width (row by row) in one unit, and how far they lie from it: the median
 * absolute deviation (Rousseeuw and Croux 1993, without their factor). That the farthest map is counted is our own rule.
 */
export function consensusOf(maps: readonly Float32Array[]): Consensus {
  const length = maps[0].length;
  const median = new Float32Array(length);
  const spread = new Float32Array(length);
  const counts = new Float64Array(maps.length);
  const values = new Float64Array(maps.length);
  let decided = 0;
  for (let p = 0; p < length; p++) {
    let count = 0;
    for (let m = 0; m < maps.length; m++) {
      const value = maps[m][p];
      if (Number.isFinite(value)) insert(values, count++, value);
    }
    if (count < 2) {
      median[p] = spread[p] = Number.NaN;
      continue;
    }
    const middle = middleOf(values, count);
    median[p] = middle;
    let farthest = -1;
    let distance = 0;
    for (let m = 0, k = 0; m < maps.length; m++) {
      const away = Math.abs(maps[m][p] - middle);
      if (!Number.isFinite(away)) continue;
      insert(values, k++, away);
      if (away > distance) {
        distance = away;
        farthest = m;
      }
    }
    spread[p] = middleOf(values, count);
    // Of two maps both lie equally far from their median, and where all agree none is out.
    if (farthest < 0 || count < 3) continue;
    counts[farthest]++;
    decided++;
  }
  return { median, spread, farthest: Array.from(counts, (count) => (decided > 0 ? count / decided : 0)) };
}

/** Puts a value at its place among the first `count`, which are sorted. */
function insert(sorted: Float64Array, count: number, value: number): void {
  let at = count;
  while (at > 0 && sorted[at - 1] > value) {
    sorted[at] = sorted[at - 1];
    at--;
  }
  sorted[at] = value;
}

function middleOf(sorted: Float64Array, count: number): number {
  const half = count >> 1;
  return count % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
