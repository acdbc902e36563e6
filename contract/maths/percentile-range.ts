/** More values than this are sampled at even distances: a picture's range does not hang on the rest. */
const MOST_VALUES = 1 << 20;
/** Which value `percentileRange` takes of so many: every n-th. */
export function percentileStride(length: number, most = MOST_VALUES): number {
  return Math.max(1, Math.ceil(length / most));
}

/** Enough values for a percentile to three digits, where only a threshold is wanted. */
export const ENOUGH_VALUES = 1 << 17;

/** Fewer values are sorted sooner than counted. */
const FEW_VALUES = 1 << 14;
/** Values are counted by the upper bits of their floats. */
const SHIFT = 16;

/**
 * The finite values above `above`: all up to `most`, of more every n-th pixel. Going through a few megapixels for a threshold is not worth the
 * wait.
 */
function evenSample(values: Float32Array, most: number, above: number): Float32Array {
  const stride = percentileStride(values.length, most);
  const sample = new Float32Array(Math.ceil(values.length / stride));
  let count = 0;
  for (let i = 0; i < values.length; i += stride) {
    const value = values[i];
    if (Number.isFinite(value) && value > above) sample[count++] = value;
  }
  return sample.subarray(0, count);
}

/**
 * The one convention of percentiles here, nearest rank: the value of n sorted ones that has floor(n * percent / 100) values before
 * it (the last, where there is none behind), and the one that has as many after it. Never a mean of two, so that each is a value
 * of the map, in its unit; `percent` is within 0..50. Values up to `above` do not count. Both NaN where none counts; of more than `most` values of an even sample.
 */
export function percentileRange(
  values: Float32Array,
  percent: number,
  { most = MOST_VALUES, above = Number.NEGATIVE_INFINITY }: { most?: number; above?: number } = {},
): { low: number; high: number } {
  const sample = evenSample(values, most, above);
  const count = sample.length;
  if (count === 0) return { low: Number.NaN, high: Number.NaN };
  const rank = Math.min(count - 1, Math.floor((percent / 100) * count));
  if (count > FEW_VALUES) {
    const [low, high] = valuesAt(sample, [rank, count - 1 - rank]);
    return { low, high };
  }
  const sorted = sample.sort();
  return { low: sorted[rank], high: sorted[count - 1 - rank] };
}

/**
 * What would stand at places if values were sorted as `sort` of typed arrays does: they are counted by their upper bits, whose order is
 * that of the values once the sign is turned, and only those that share them with a wanted one are sorted.
 */
function valuesAt(values: Float32Array, ranks: readonly [number, number]): [number, number] {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  const bins = new Uint32Array(1 << (32 - SHIFT));
  for (let from = 0; from < bits.length; from += PIECE) countBins(bits.subarray(from, from + PIECE), bins);
  const places = ranks.map((rank) => {
    let bin = 0;
    let before = 0;
    while (before + bins[bin] <= rank) before += bins[bin++];
    return { bin, rank: rank - before, same: new Float32Array(bins[bin]) };
  });
  const [low, high] = places;
  const counts = new Uint32Array(2);
  for (let from = 0; from < bits.length; from += PIECE)
    gatherBins(values.subarray(from, from + PIECE), bits.subarray(from, from + PIECE), low, high, counts);
  return [low.same.sort()[low.rank], high.same.sort()[high.rank]];
}

/** Values that are looked at by one call: a function that is called again is compiled better than one long loop. */
const PIECE = 1 << 13;

function countBins(bits: Int32Array, bins: Uint32Array): void {
  for (let k = 0; k < bits.length; k++) bins[binOf(bits[k])]++;
}

interface Place {
  bin: number;
  same: Float32Array;
}

function gatherBins(
  values: Float32Array,
  bits: Int32Array,
  low: Place,
  high: Place,
  counts: Uint32Array,
): void {
  const [lowBin, highBin] = [low.bin, high.bin];
  for (let k = 0; k < bits.length; k++) {
    const bin = binOf(bits[k]);
    if (bin === lowBin) low.same[counts[0]++] = values[k];
    if (bin === highBin) high.same[counts[1]++] = values[k];
  }
}

function binOf(bits: number): number {
  return (bits ^ ((bits >> 31) | 0x80000000)) >>> SHIFT;
}
