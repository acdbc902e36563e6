import { type Ends, type FindEnds, medianEndsOf } from './median-ends.ts';
import type { Alignment, Reduction } from './reduce.ts';

/** Distances below this count as none, spans below it as flat. */
const FLAT = 1e-6;

/**
 * Sum over pairs of the root mean square difference of the aligned members (any number of maps of one length), as a share of the span of
 * their reduction: 0 is agreement. The distances are those of Marigold's ensembling (Ke et al. 2024, section 3.4); taking them in units of
 * the span is our own rule, see `alignMembers`.
 */
export function disagreementOf(
  members: readonly Float32Array[],
  alignment: Alignment,
  reduction: Reduction = 'median',
): number {
  const count = members.length;
  const point = new Float64Array(2 * count);
  point.set(alignment.scale, 0);
  point.set(alignment.shift, count);
  return createDisagreement(members, reduction)(point, new Float64Array(2 * count));
}

/**
 * The disagreement (see `disagreementOf`) as a function of a point of 2 n values, the scales of n members and then their shifts; fills the
 * gradient of 2 n values. Pair distances come from the means of members and of their products, so only the span of the reduction needs a
 * pass over the pixels; its ends are values of single members. Rows of `width` pixels make that pass shorter.
 */
export function createDisagreement(members: readonly Float32Array[], reduction: Reduction, width?: number) {
  const count = members.length;
  const means = members.map(meanOf);
  const products = members.map(() => new Array<number>(count).fill(0));
  for (let i = 0; i < count; i++)
    for (let j = i; j < count; j++) products[j][i] = products[i][j] = meanProduct(members[i], members[j]);
  const findEnds = reduction === 'median' ? medianEndsOf(members, width) : meanEndsOf(members);
  const spanGradient = new Float64Array(2 * count);
  return (point: Float64Array, gradient: Float64Array): number => {
    const scale = point.subarray(0, count);
    const shift = point.subarray(count);
    gradient.fill(0);
    let sum = 0;
    for (let i = 0; i < count; i++)
      for (let j = i + 1; j < count; j++) {
        const between = shift[i] - shift[j];
        const square =
          scale[i] ** 2 * products[i][i] +
          scale[j] ** 2 * products[j][j] -
          2 * scale[i] * scale[j] * products[i][j] +
          2 * (scale[i] * means[i] - scale[j] * means[j]) * between +
          between ** 2;
        const distance = Math.sqrt(Math.max(square, FLAT ** 2));
        sum += distance;
        gradient[i] +=
          (scale[i] * products[i][i] - scale[j] * products[i][j] + means[i] * between) / distance;
        gradient[j] +=
          (scale[j] * products[j][j] - scale[i] * products[i][j] - means[j] * between) / distance;
        const shiftGradient = (scale[i] * means[i] - scale[j] * means[j] + between) / distance;
        gradient[count + i] += shiftGradient;
        gradient[count + j] -= shiftGradient;
      }
    const span = Math.max(spanOf(members, findEnds(scale, shift), reduction, spanGradient), FLAT);
    const disagreement = sum / span;
    for (let i = 0; i < 2 * count; i++) gradient[i] = (gradient[i] - disagreement * spanGradient[i]) / span;
    return disagreement;
  };
}

/** Largest minus smallest value of the reduction of the aligned members, and its gradient by scales and shifts. */
function spanOf(
  members: readonly Float32Array[],
  ends: Ends,
  reduction: Reduction,
  gradient: Float64Array,
): number {
  gradient.fill(0);
  for (const { pixel, member, sign } of [
    { ...ends.highest, sign: 1 },
    { ...ends.lowest, sign: -1 },
  ])
    for (let i = 0; i < members.length; i++) {
      const share = reduction === 'mean' ? sign / members.length : i === member ? sign : 0;
      gradient[i] += share * members[i][pixel];
      gradient[members.length + i] += share;
    }
  return ends.highest.value - ends.lowest.value;
}

const meanEndsOf =
  (members: readonly Float32Array[]): FindEnds =>
  (scale, shift) => {
    const lowest = { value: Number.POSITIVE_INFINITY, pixel: 0, member: 0 };
    const highest = { value: Number.NEGATIVE_INFINITY, pixel: 0, member: 0 };
    for (let pixel = 0; pixel < members[0].length; pixel++) {
      let sum = 0;
      for (let i = 0; i < members.length; i++) sum += scale[i] * members[i][pixel] + shift[i];
      const value = sum / members.length;
      if (value < lowest.value) Object.assign(lowest, { value, pixel });
      if (value > highest.value) Object.assign(highest, { value, pixel });
    }
    return { lowest, highest };
  };

function meanOf(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

function meanProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum / a.length;
}
