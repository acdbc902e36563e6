import { sampleBilinear } from './sample-bilinear.ts';

/**
 * The guided filter of He, Sun & Tang (2013, Guided Image Filtering, equations 5, 6 and 8): the answer is locally a line of the guide, q = mean(a) I +
 * mean(b) with a = cov(I, p) / (var(I) + epsilon), b = mean(p) - a mean(I) over boxes of (2 `reach` + 1)^2 pixels. So the edges of the map
 * are laid onto those of the guide.
 *
 * `values` and `guide` are `height` x `width` (any unit, and 0..1), row by row. NaN stays NaN and counts nowhere: means are those of the valid pixels.
 */
export function guidedFilter(
  values: Float64Array,
  guide: Float64Array,
  { width, height, reach, epsilon }: { width: number; height: number; reach: number; epsilon: number },
): Float64Array {
  const pixels = width * height;
  const slopes = new Float64Array(pixels);
  const offsets = new Float64Array(pixels);
  const counts = new Float64Array(pixels);
  const out = new Float64Array(pixels);
  const box = { values, guide, slopes, offsets, counts, out, width, reach };
  // Sums of each column over the rows of a box; they need no division by the size of the box, which cancels out.
  const sums = new Float64Array(5 * width);
  for (let y = -reach; y < height; y++) {
    if (y + reach < height) addValues(box, sums, y + reach, 1);
    if (y > reach) addValues(box, sums, y - reach - 1, -1);
    if (y >= 0) fitLines(box, sums, y, epsilon);
  }
  const lines = sums.fill(0);
  for (let y = -reach; y < height; y++) {
    if (y + reach < height) addLines(box, lines, y + reach, 1);
    if (y > reach) addLines(box, lines, y - reach - 1, -1);
    if (y >= 0) followLines(box, lines, y);
  }
  return out;
}

interface Boxes {
  values: Float64Array;
  guide: Float64Array;
  /** The line of the box around each valid pixel; 0 and 0 where there is no value. */
  slopes: Float64Array;
  offsets: Float64Array;
  /** How many valid pixels the box holds. */
  counts: Float64Array;
  out: Float64Array;
  width: number;
  reach: number;
}

/** A row comes into the box (1) or leaves it (-1): count, and sums of I, p, I p and I I of each column. */
function addValues({ values, guide, width }: Boxes, sums: Float64Array, y: number, sign: number): void {
  for (let x = 0, p = y * width, c = 0; x < width; x++, p++, c += 5) {
    const value = values[p];
    if (Number.isNaN(value)) continue;
    const light = guide[p];
    sums[c] += sign;
    sums[c + 1] += sign * light;
    sums[c + 2] += sign * value;
    sums[c + 3] += sign * light * value;
    sums[c + 4] += sign * light * light;
  }
}

/** The lines of the boxes of a row. */
function fitLines(
  { values, slopes, offsets, counts, width, reach }: Boxes,
  sums: Float64Array,
  y: number,
  epsilon: number,
): void {
  let count = 0;
  let sumI = 0;
  let sumP = 0;
  let sumIP = 0;
  let sumII = 0;
  for (let x = -reach, p = y * width - reach; x < width; x++, p++) {
    if (x + reach < width) {
      const c = 5 * (x + reach);
      count += sums[c];
      sumI += sums[c + 1];
      sumP += sums[c + 2];
      sumIP += sums[c + 3];
      sumII += sums[c + 4];
    }
    if (x > reach) {
      const c = 5 * (x - reach - 1);
      count -= sums[c];
      sumI -= sums[c + 1];
      sumP -= sums[c + 2];
      sumIP -= sums[c + 3];
      sumII -= sums[c + 4];
    }
    if (x < 0 || Number.isNaN(values[p])) continue;
    const share = 1 / count;
    const light = sumI * share;
    const value = sumP * share;
    const slope = (sumIP * share - light * value) / (sumII * share - light * light + epsilon);
    counts[p] = count;
    slopes[p] = slope;
    offsets[p] = value - slope * light;
  }
}

function addLines({ slopes, offsets, width }: Boxes, sums: Float64Array, y: number, sign: number): void {
  for (let x = 0, p = y * width, c = 0; x < width; x++, p++, c += 2) {
    sums[c] += sign * slopes[p];
    sums[c + 1] += sign * offsets[p];
  }
}

/** What the mean line around each pixel of a row says of it. */
function followLines(
  { values, guide, counts, out, width, reach }: Boxes,
  sums: Float64Array,
  y: number,
): void {
  let slope = 0;
  let offset = 0;
  for (let x = -reach, p = y * width - reach; x < width; x++, p++) {
    if (x + reach < width) {
      slope += sums[2 * (x + reach)];
      offset += sums[2 * (x + reach) + 1];
    }
    if (x > reach) {
      slope -= sums[2 * (x - reach - 1)];
      offset -= sums[2 * (x - reach - 1) + 1];
    }
    if (x >= 0) out[p] = Number.isNaN(values[p]) ? Number.NaN : (slope * guide[p] + offset) / counts[p];
  }
}

/**
 * Brightness of a photo, 0..1, at another size: Rec. 709 luma of its sRGB bytes (`channels` for each pixel), sampled bilinearly at pixel
 * centres. `to.height` x `to.width` values.
 */
export function guideOf(
  bytes: ArrayLike<number>,
  from: { width: number; height: number; channels: number },
  to: { width: number; height: number },
): Float32Array {
  return sampleBilinear(from, to, (x, y) => {
    const p = from.channels * (y * from.width + x);
    return (0.2126 * bytes[p] + 0.7152 * bytes[p + 1] + 0.0722 * bytes[p + 2]) / 255;
  });
}
