interface Plane {
  pixels: Uint8Array;
  width: number;
  height: number;
}

/** Which side of the upright picture the stored row 0 and column 0 are, by orientation 1..8 (EXIF 2.32, §4.6.4). */
const SIDES = [
  ['top', 'left'],
  ['top', 'right'],
  ['bottom', 'right'],
  ['bottom', 'left'],
  ['left', 'top'],
  ['right', 'top'],
  ['right', 'bottom'],
  ['left', 'bottom'],
] as const;

/** An upright plane (height x width bytes, row by row) as it lies in a file of that EXIF orientation, 1..8 (EXIF 2.32, §4.6.4). */
export function asStored(
  upright: Uint8Array,
  { width, height }: { width: number; height: number },
  orientation: number,
): Plane {
  if (orientation === 1) return { pixels: upright, width, height };
  const [rows, columns] = SIDES[orientation - 1];
  const isLying = rows === 'left' || rows === 'right';
  // How far one stored row and one stored column go in the upright plane, and where both begin.
  const step = { left: 1, right: -1, top: width, bottom: -width };
  const start = (side: keyof typeof step) =>
    side === 'right' ? width - 1 : side === 'bottom' ? (height - 1) * width : 0;
  const [storedWidth, storedHeight] = isLying ? [height, width] : [width, height];
  const pixels = new Uint8Array(upright.length);
  for (let y = 0, to = 0; y < storedHeight; y++) {
    let from = start(rows) + start(columns) + y * step[rows];
    for (let x = 0; x < storedWidth; x++, from += step[columns]) pixels[to++] = upright[from];
  }
  return { pixels, width: storedWidth, height: storedHeight };
}
