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

/** How the pixels of an upright plane lie in a file that is turned. */
interface StoredOrder {
  /** Size as it is stored. */
  width: number;
  height: number;
  /** Where in the upright plane (row by row) the first stored pixel lies, and how far one stored row and one stored column go there. */
  start: number;
  rowStep: number;
  columnStep: number;
}

/** The order in which a file of an EXIF orientation, 1..8, stores an upright plane of height x width values. */
export function storedOrder(
  { width, height }: { width: number; height: number },
  orientation: number,
): StoredOrder {
  const [rows, columns] = SIDES[orientation - 1];
  const isLying = rows === 'left' || rows === 'right';
  const step = { left: 1, right: -1, top: width, bottom: -width };
  const start = (side: keyof typeof step) =>
    side === 'right' ? width - 1 : side === 'bottom' ? (height - 1) * width : 0;
  return {
    width: isLying ? height : width,
    height: isLying ? width : height,
    start: start(rows) + start(columns),
    rowStep: step[rows],
    columnStep: step[columns],
  };
}
