import type { Sink } from '../../disk/write-file.ts';
import { createPacker, packText } from '../../formats/packer.ts';
import { rotateAll } from '../../geometry/axes.ts';
import { unprojectRow } from '../../geometry/unproject.ts';
import { countPoints, type PointGrid } from './ply.ts';
import { rowsInTurns } from './rows-in-turns.ts';

/** Decimals of a coordinate: a hundredth of a millimetre where the unit is a metre. */
const DECIMALS = 5;

/**
 * Writes points as lines of text, coordinates in metres with 5 decimals: `xyz` is "x y z red green blue"; `pts` (Leica) has the number of
 * points first and an intensity before the colours, here the photo's luma in 0..255 (Rec. ITU-R BT.601). Returns the number of points.
 * Throws `cancelled` once the signal says stop, `no-space`, `no-permission` or `internal` where the sink does.
 */
export async function writeTextPoints(
  sink: Sink,
  grid: PointGrid,
  format: 'xyz' | 'pts',
  telling: { report?: (fraction: number) => void; signal?: AbortSignal } = {},
): Promise<number> {
  const { width, depth, camera, rotation, rgb } = grid;
  const count = countPoints(depth);
  const packer = createPacker(sink);
  if (format === 'pts') await packText(packer, `${count}\n`);
  const points = new Float32Array(3 * width);
  await rowsInTurns(grid, telling, async (row) => {
    unprojectRow(depth, width, row, camera, points);
    rotateAll(points, width, rotation);
    let text = '';
    for (let u = 0, p = row * width; u < width; u++, p++) {
      if (Number.isNaN(depth[p])) continue;
      for (let c = 0; c < 3; c++) text += `${points[3 * u + c].toFixed(DECIMALS)} `;
      const [red, green, blue] = rgb.subarray(3 * p, 3 * p + 3);
      // Luma of Rec. ITU-R BT.601.
      if (format === 'pts') text += `${Math.round(0.299 * red + 0.587 * green + 0.114 * blue)} `;
      text += `${red} ${green} ${blue}\n`;
    }
    if (text !== '') await packText(packer, text);
  });
  await packer.finish();
  return count;
}
