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

/** Pixels of a tile: neighbours are alike in both directions. */
const TILE_WIDTH = 16;
const TILE_HEIGHT = 4;

/**
 * Finds the ends of the lower median of `scale` x member + `shift`, of maps of one length and of rows of `width`, again and again for other
 * scales and shifts. A median rises with each of its values, so that the median of the largest values of a tile is a bound for the whole
 * tile: most tiles are never looked into. Of equal values the first pixel counts, as in a pass over all.
 */
export function medianEndsOf(members: readonly Float32Array[], width = members[0].length): FindEnds {
  const search = createSearch(members, width);
  return (scale, shift) => findEnds(search, scale, shift);
}

interface Search extends Ends {
  members: readonly Float32Array[];
  width: number;
  height: number;
  /** The first pixel of each tile. */
  first: Int32Array;
  /** The smallest and the largest value of each tile, member beside member. */
  low: Float32Array;
  high: Float32Array;
  /** The tiles in which the ends were found last are looked into first. */
  lastLow: number;
  lastHigh: number;
  values: Float64Array;
  order: Int32Array;
}

function createSearch(members: readonly Float32Array[], width: number): Search {
  const count = members.length;
  const height = Math.ceil(members[0].length / width);
  const across = Math.ceil(width / TILE_WIDTH);
  const tiles = across * Math.ceil(height / TILE_HEIGHT);
  const first = new Int32Array(tiles);
  for (let tile = 0; tile < tiles; tile++)
    first[tile] = Math.floor(tile / across) * TILE_HEIGHT * width + (tile % across) * TILE_WIDTH;
  const low = new Float32Array(tiles * count);
  const high = new Float32Array(tiles * count);
  for (let i = 0; i < count; i++)
    for (let tile = 0; tile < tiles; tile++)
      extremesOfTile(members[i], first[tile], width, height, low, high, tile * count + i);
  return {
    members,
    width,
    height,
    first,
    low,
    high,
    lastLow: 0,
    lastHigh: 0,
    values: new Float64Array(count),
    order: new Int32Array(count),
    lowest: { value: Number.POSITIVE_INFINITY, pixel: 0, member: 0 },
    highest: { value: Number.NEGATIVE_INFINITY, pixel: 0, member: 0 },
  };
}

function findEnds(search: Search, scale: Float64Array, shift: Float64Array): Ends {
  const { first, lowest, highest } = search;
  lowest.value = Number.POSITIVE_INFINITY;
  highest.value = Number.NEGATIVE_INFINITY;
  lowest.pixel = highest.pixel = 0;
  const { lastLow, lastHigh } = search;
  lookInto(search, scale, shift, lastLow);
  if (lastHigh !== lastLow) lookInto(search, scale, shift, lastHigh);
  for (let tile = 0; tile < first.length; tile++)
    if (tile !== lastLow && tile !== lastHigh && mayHoldAnEnd(search, scale, shift, tile))
      lookInto(search, scale, shift, tile);
  search.lastLow = tileOf(lowest.pixel, search.width);
  search.lastHigh = tileOf(highest.pixel, search.width);
  return { lowest: { ...lowest }, highest: { ...highest } };
}

/** False where the median of a tile is nowhere beyond an end, nor as far out in an earlier pixel. */
function mayHoldAnEnd(search: Search, scale: Float64Array, shift: Float64Array, tile: number): boolean {
  const { low, high, lowest, highest, first } = search;
  const count = scale.length;
  const middle = (count - 1) >> 1;
  const bottom = lowest.value;
  const top = highest.value;
  const isBeforeBottom = first[tile] < lowest.pixel;
  const isBeforeTop = first[tile] < highest.pixel;
  let below = 0;
  let above = 0;
  for (let i = 0, at = tile * count; i < count; i++, at++) {
    const one = scale[i] * low[at] + shift[i];
    const other = scale[i] * high[at] + shift[i];
    // A member may be turned upside down.
    const least = one < other ? one : other;
    const most = one < other ? other : one;
    if (least < bottom || (least === bottom && isBeforeBottom)) below++;
    if (most > top || (most === top && isBeforeTop)) above++;
  }
  return below > middle || above >= count - middle;
}

function lookInto(search: Search, scale: Float64Array, shift: Float64Array, tile: number): void {
  const { members, width, height, first, lowest, highest, values, order } = search;
  const count = members.length;
  const middle = (count - 1) >> 1;
  const from = first[tile];
  const columns = Math.min(TILE_WIDTH, width - (from % width));
  const rows = Math.min(TILE_HEIGHT, height - Math.floor(from / width));
  for (let y = 0; y < rows; y++)
    for (let pixel = from + y * width, end = pixel + columns; pixel < end; pixel++) {
      const bottom = lowest.value;
      const top = highest.value;
      let below = 0;
      let above = 0;
      for (let i = 0; i < count; i++) {
        const value = scale[i] * members[i][pixel] + shift[i];
        values[i] = value;
        if (value <= bottom) below++;
        if (value >= top) above++;
      }
      // Only where so many values lie beyond an end does the median.
      if (below > middle || above >= count - middle) take(search, pixel, lowerMedianIndex(values, order));
    }
}

function take({ lowest, highest, values }: Search, pixel: number, member: number): void {
  const value = values[member];
  if (value < lowest.value || (value === lowest.value && pixel < lowest.pixel)) {
    lowest.value = value;
    lowest.pixel = pixel;
    lowest.member = member;
  }
  if (value > highest.value || (value === highest.value && pixel < highest.pixel)) {
    highest.value = value;
    highest.pixel = pixel;
    highest.member = member;
  }
}

function tileOf(pixel: number, width: number): number {
  const row = Math.floor(pixel / width / TILE_HEIGHT);
  return row * Math.ceil(width / TILE_WIDTH) + Math.floor((pixel % width) / TILE_WIDTH);
}

/** Writes the smallest and the largest value of a map in the tile that begins with `first` to a place of `low` and `high`. */
function extremesOfTile(
  map: Float32Array,
  first: number,
  width: number,
  height: number,
  low: Float32Array,
  high: Float32Array,
  to: number,
): void {
  const columns = Math.min(TILE_WIDTH, width - (first % width));
  const rows = Math.min(TILE_HEIGHT, height - Math.floor(first / width));
  let smallest = map[first];
  let largest = smallest;
  for (let y = 0; y < rows; y++)
    for (let pixel = first + y * width, end = pixel + columns; pixel < end; pixel++) {
      const value = map[pixel];
      if (value < smallest) smallest = value;
      if (value > largest) largest = value;
    }
  low[to] = smallest;
  high[to] = largest;
}

/** The member whose value is the lower of the two in the middle. */
function lowerMedianIndex(values: Float64Array, order: Int32Array): number {
  for (let i = 0; i < order.length; i++) {
    let j = i - 1;
    for (; j >= 0 && values[order[j]] > values[i]; j--) order[j + 1] = order[j];
    order[j + 1] = i;
  }
  return order[(order.length - 1) >> 1];
}
