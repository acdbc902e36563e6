/**
 * Colours of signed differences: blue nearer than the reference, white the same, red farther. "RdBu" of ColorBrewer
 * (C. Brewer, M. Harrower, Pennsylvania State University), Apache-2.0; safe for colour-blind eyes. The whole published table, whose steps look alike: straight lines from its ends to white
 * would have another lightness between them.
 */
const STOPS = [
  [5, 48, 97],
  [33, 102, 172],
  [67, 147, 195],
  [146, 197, 222],
  [209, 229, 240],
  [247, 247, 247],
  [253, 219, 199],
  [244, 165, 130],
  [214, 96, 77],
  [178, 24, 43],
  [103, 0, 31],
];

/** 256 sRGB colours of three bytes: entry 0 nearest, 255 farthest. */
export function differenceColours(): Uint8Array {
  const table = new Uint8Array(256 * 3);
  for (let index = 0; index < 256; index++) {
    const place = (index / 255) * (STOPS.length - 1);
    const from = Math.min(STOPS.length - 2, Math.floor(place));
    for (let c = 0; c < 3; c++) {
      const [a, b] = [STOPS[from][c], STOPS[from + 1][c]];
      table[3 * index + c] = Math.round(a + (b - a) * (place - from));
    }
  }
  return table;
}

/**
 * The entry of a signed difference: the middle where there is none, the ends from `spread` on. `isLargerNearer` says whether above
 * zero is nearer or farther than the reference. NaN where the difference is not known.
 */
export function differenceEntry(difference: number, spread: number, isLargerNearer: boolean): number {
  if (Number.isNaN(difference)) return Number.NaN;
  const share = spread > 0 ? Math.min(1, Math.max(-1, difference / spread)) : 0;
  return Math.round(127.5 + 127.5 * (isLargerNearer ? -share : share));
}
