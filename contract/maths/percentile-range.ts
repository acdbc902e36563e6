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
/** The exponent of what is infinite or no number. */
const NOT_FINITE = 0x7f800000;

/** Every n-th value, of which the finite ones above `above`. Going through a few megapixels for a threshold is not worth the wait. */
function evenSample(values: Float32Array, stride: number, above: number): Float32Array {
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
  const stride = percentileStride(values.length, most);
  if (values.length > FEW_VALUES * stride) {
    const found = byCounting(values, percent, stride, above);
    if (found) return found;
  }
  const sorted = evenSample(values, stride, above).sort();
  const count = sorted.length;
  if (count === 0) return { low: Number.NaN, high: Number.NaN };
  const rank = rankOf(percent, count);
  return { low: sorted[rank], high: sorted[count - 1 - rank] };
}

function rankOf(percent: number, count: number): number {
  return Math.min(count - 1, Math.floor((percent / 100) * count));
}

/**
 * What would stand at the ranks if values were sorted as `sort` of typed arrays does: they are counted by their upper bits, whose order is
 * that of the values once the sign is turned, and only those that share them with a wanted one are sorted. Null for few values.
 */
function byCounting(
  values: Float32Array,
  percent: number,
  stride: number,
  above: number,
): { low: number; high: number } | null {
  const bins = new Uint32Array(1 << (32 - SHIFT));
  let count = 0;
  for (const piece of piecesOf(values, stride)) count += countBins(piece, stride, above, bins);
  if (count <= FEW_VALUES) return null;
  const rank = rankOf(percent, count);
  const [low, high] = [rank, count - 1 - rank].map((place) => {
    let bin = 0;
    let before = 0;
    while (before + bins[bin] <= place) before += bins[bin++];
    return { bin, rank: place - before, same: new Float32Array(bins[bin]) };
  });
  const counts = new Uint32Array(2);
  for (const piece of piecesOf(values, stride)) gatherBins(piece, stride, above, low, high, counts);
  return { low: low.same.sort()[low.rank], high: high.same.sort()[high.rank] };
}

/** Values that are looked at by one call: a function that is called again is compiled better than one long loop. */
const PIECE = 1 << 13;

interface Piece {
  values: Float32Array;
  /** The bits of the same. */
  bits: Int32Array;
}

/** The values in pieces, the first of each a multiple of the stride. */
function piecesOf(values: Float32Array, stride: number): Piece[] {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  const length = PIECE * stride;
  return Array.from({ length: Math.ceil(values.length / length) }, (_, k) => ({
    values: values.subarray(k * length, (k + 1) * length),
    bits: bits.subarray(k * length, (k + 1) * length),
  }));
}

/** Answers with how many there are that count. */
function countBins({ values, bits }: Piece, stride: number, above: number, bins: Uint32Array): number {
  let count = 0;
  for (let k = 0; k < bits.length; k += stride) {
    const own = bits[k];
    if ((own & NOT_FINITE) === NOT_FINITE || !(values[k] > above)) continue;
    bins[binOf(own)]++;
    count++;
  }
  return count;
}

interface Place {
  bin: number;
  same: Float32Array;
}

/** No bin has both values that are finite and others. */
function gatherBins(
  { values, bits }: Piece,
  stride: number,
  above: number,
  low: Place,
  high: Place,
  counts: Uint32Array,
): void {
  const [lowBin, highBin] = [low.bin, high.bin];
  for (let k = 0; k < bits.length; k += stride) {
    const bin = binOf(bits[k]);
    if ((bin !== lowBin && bin !== highBin) || !(values[k] > above)) continue;
    if (bin === lowBin) low.same[counts[0]++] = values[k];
    if (bin === highBin) high.same[counts[1]++] = values[k];
  }
}

function binOf(bits: number): number {
  return (bits ^ ((bits >> 31) | 0x80000000)) >>> SHIFT;
}
