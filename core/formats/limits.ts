import { DepthroomError } from '../../contract/errors.ts';

/** More pixels than any depth sensor or renderer makes; stops a damaged header from asking for all memory. */
const MOST_PIXELS = 1 << 28;
/** So many bytes may come out of any file: a float32 plane of 33 megapixels. */
const FREE_BYTES = 1 << 27;
/** Beyond them a file may grow so many times: depth of sensors and networks packs to a half, that of renderers to a twentieth. */
const MOST_GROWTH = 100;

/**
 * Refuses sizes in pixels that cannot be. Called before anything is allocated for them.
 *
 * Throws `bad-input` where a side is no whole number from 1 on, or the plane has over 2^28 pixels.
 */
export function checkSize(width: number, height: number, name: string): void {
  const isSize = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (Number.isNaN(width) || Number.isNaN(height))
    throw new DepthroomError(
      'bad-input',
      `Expected a depth map of at most ${MOST_PIXELS} pixels, but what ${name} says of its size is no number; it is damaged.`,
    );
  if (!isSize || width * height > MOST_PIXELS) {
    throw new DepthroomError(
      'bad-input',
      `Expected a depth map of at most ${MOST_PIXELS} pixels, but ${name} says that it is ${width} x ${height}.`,
    );
  }
}

/**
 * Refuses what would grow out of all proportion when it is unpacked ("file bombs"). Called before anything is allocated for it.
 *
 * @param unpacked bytes that the header promises
 * @param packed bytes of the file, or of its part, that they would come from
 *
 * Throws `bad-input` where `unpacked` is over 128 MiB and over a hundred times `packed`.
 */
export function checkGrowth(unpacked: number, packed: number, name: string): void {
  if (unpacked <= FREE_BYTES || unpacked <= MOST_GROWTH * packed) return;
  const size = (unpacked / 2 ** 20).toFixed(0);
  throw new DepthroomError(
    'bad-input',
    `Expected at most ${MOST_GROWTH} times the packed bytes, but ${name} would grow from ${packed} bytes to ${size} MiB: save it again without compression if it is a real depth map.`,
  );
}

/** The failure (`bad-input`) of a file that ends too early or does not hold what its header says. */
export function damaged(name: string, what = 'it is cut off or damaged'): DepthroomError {
  return new DepthroomError('bad-input', `${name} could not be read as a depth map: ${what}.`);
}
