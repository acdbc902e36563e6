/** Where a reduction of aligned members is lowest or highest, and the member whose value it is. */
export interface End {
  value: number;
  pixel: number;
  member: number;
}

export interface Ends {
  lowest: End;
  highest: End;
}

/** The ends of a reduction for scales and shifts of the members. */
export type FindEnds = (scale: Float64Array, shift: Float64Array) => Ends;

/** Pixels of a block. */
const BLOCK = 64;

/**
 * Finds the ends of the lower median of `scale` x member + `shift`, of maps of one length, again and again for other scales and shifts. A
 * median rises with each of its values, so that the median of the largest values of a block is a bound for the whole block: most blocks are
 * never looked into. Of equal values the first pixel counts, as in a pass over all.
 */
export function medianEndsOf(members: readonly Float32Array[]): FindEnds {
  const count = members.length;
  const { length } = members[0];
  const blocks = Math.ceil(length / BLOCK);
  const low = extremesOfBlocks(members, blocks, Math.min);
  const high = extremesOfBlocks(members, blocks, Math.max);
  const middle = (count - 1) >> 1;
  const values = new Float64Array(count);
  const order = new Int32Array(count);
  /** The blocks in which the ends were found last are looked into first. */
  let [lastLow, lastHigh] = [0, 0];

  return (scale, shift) => {
    let lowest = { value: Number.POSITIVE_INFINITY, pixel: 0, member: 0 };
    let highest = { value: Number.NEGATIVE_INFINITY, pixel: 0, member: 0 };

    const lookInto = (block: number) => {
      const end = Math.min(length, (block + 1) * BLOCK);
      for (let pixel = block * BLOCK; pixel < end; pixel++) {
        let below = 0;
        let above = 0;
        for (let i = 0; i < count; i++) {
          const value = scale[i] * members[i][pixel] + shift[i];
          values[i] = value;
          if (value <= lowest.value) below++;
          if (value >= highest.value) above++;
        }
        // Only where so many values lie beyond an end does the median.
        if (below <= middle && above < count - middle) continue;
        const member = lowerMedianIndex(values, order);
        const value = values[member];
        if (value < lowest.value || (value === lowest.value && pixel < lowest.pixel))
          lowest = { value, pixel, member };
        if (value > highest.value || (value === highest.value && pixel < highest.pixel))
          highest = { value, pixel, member };
      }
    };
    const bound = (extremes: Float32Array, turned: Float32Array, block: number) => {
      for (let i = 0; i < count; i++) {
        const source = scale[i] >= 0 ? extremes : turned;
        values[i] = scale[i] * source[i * blocks + block] + shift[i];
      }
      return sortedValue(values, middle);
    };

    lookInto(lastLow);
    if (lastHigh !== lastLow) lookInto(lastHigh);
    for (let block = 0; block < blocks; block++) {
      if (block === lastLow || block === lastHigh) continue;
      if (bound(low, high, block) <= lowest.value || bound(high, low, block) >= highest.value)
        lookInto(block);
    }
    lastLow = Math.floor(lowest.pixel / BLOCK);
    lastHigh = Math.floor(highest.pixel / BLOCK);
    return { lowest, highest };
  };
}

/** The smallest or largest value of each block of each member, member by member. */
function extremesOfBlocks(
  members: readonly Float32Array[],
  blocks: number,
  choose: (a: number, b: number) => number,
): Float32Array {
  const extremes = new Float32Array(members.length * blocks);
  members.forEach((member, i) => {
    for (let block = 0; block < blocks; block++) {
      const end = Math.min(member.length, (block + 1) * BLOCK);
      let extreme = member[block * BLOCK];
      for (let pixel = block * BLOCK + 1; pixel < end; pixel++) extreme = choose(extreme, member[pixel]);
      extremes[i * blocks + block] = extreme;
    }
  });
  return extremes;
}

function lowerMedianIndex(values: Float64Array, order: Int32Array): number {
  for (let i = 0; i < order.length; i++) {
    let j = i - 1;
    for (; j >= 0 && values[order[j]] > values[i]; j--) order[j + 1] = order[j];
    order[j + 1] = i;
  }
  return order[(order.length - 1) >> 1];
}

/** The value at a place of the sorted ones. Sorts in place: they are few. */
function sortedValue(values: Float64Array, place: number): number {
  for (let i = 1; i < values.length; i++) {
    const value = values[i];
    let j = i - 1;
    for (; j >= 0 && values[j] > value; j--) values[j + 1] = values[j];
    values[j + 1] = value;
  }
  return values[place];
}
