import { DepthroomError } from '../../../contract/errors.ts';
import type { MeshOptions } from '../../../contract/exports/geometry.ts';
import {
  frameOf,
  lithophaneGrid,
  type Outside,
  type PrintGrid,
} from '../../../contract/exports/print-grid.ts';
import { reliefHeights, spreadHeights } from '../../geometry/mesh/relief.ts';
import { decodePixels } from '../../photos/decode.ts';
import type { ExportSource } from '../export-source.ts';
import { gridColours } from '../grid-colours.ts';
import { placedForGeometry } from '../placed-depth.ts';

/** What is printed: heights from 0 to 1, height x width, row by row, and what they say. */
export interface PrintHeights extends PrintGrid {
  /** Millimetres of the longer side, from the first pixel to the last. */
  longSide: number;
  /** What a frame has beside whole pixels. */
  rings: Outside[];
  heights: Float32Array;
  words: string;
}

type Asked = Pick<MeshOptions, 'size' | 'heightsFrom' | 'invert' | 'reliefWidth' | 'frame'>;

/**
 * The heights of a print, 0 to 1, height x width, row by row: those of `reliefHeights`, or how dark the photo is (luma of Rec. ITU-R BT.601 of its sRGB codes, the darkest and brightest 0.1 % flattened), on the photo's grid or on
 * one of a tenth of a millimetre, turned round where that is asked for, with a frame of height 1 around. Throws `bad-input` where the map or photo is smaller than 2 x 2 pixels or the run not finished,
 * `not-found`, `no-permission`, `bad-input`, `not-an-image`, `unsupported-format`, `too-large` or `internal` where the photo cannot be read.
 */
export async function printHeights(source: ExportSource, options: Asked): Promise<PrintHeights> {
  const print =
    options.heightsFrom === 'brightness' ? await darkness(source, options) : relief(source, options);
  const { width, height } = print;
  if (width < 2 || height < 2) {
    throw new DepthroomError(
      'bad-input',
      `A relief needs at least 2 x 2 pixels, but the map has ${width} x ${height}.`,
    );
  }
  if (options.invert) {
    for (let p = 0; p < print.heights.length; p++) print.heights[p] = 1 - print.heights[p];
    print.words += ', turned round';
  }
  return options.frame > 0 ? framed(print, options) : print;
}

function relief(source: ExportSource, { size, reliefWidth }: Asked): PrintHeights {
  const { width, height, window, values } = placedForGeometry(source, size);
  return {
    width,
    height,
    longSide: reliefWidth,
    rings: [],
    pixelAspect: (window.height * width) / (window.width * height),
    heights: reliefHeights({ ...source.depth, width, height, values }),
    words: 'heights linear in disparity, near is high',
  };
}

async function darkness({ photo, photoPath }: ExportSource, options: Asked): Promise<PrintHeights> {
  const pixels = await decodePixels(photoPath);
  const grid = lithophaneGrid(photo, options);
  const { width, height } = grid;
  const window = { left: 0, top: 0, width: photo.width, height: photo.height };
  const rgb = gridColours(pixels, window, width, height);
  const heights = new Float32Array(width * height);
  for (let p = 0; p < heights.length; p++)
    heights[p] = -(0.299 * rgb[3 * p] + 0.587 * rgb[3 * p + 1] + 0.114 * rgb[3 * p + 2]);
  return {
    ...grid,
    longSide: options.reliefWidth,
    rings: [],
    heights: spreadHeights(heights),
    words: 'thickness linear in the darkness of the photo',
  };
}

/** The same with so many millimetres of height 1 around. */
function framed(print: PrintHeights, options: Asked): PrintHeights {
  const { width, height, pixelAspect, heights } = print;
  const { columns, rows, across, rings } = frameOf(print, options);
  const wide = width + 2 * columns;
  const tall = height + 2 * rows;
  const whole = new Float32Array(wide * tall).fill(1);
  for (let y = 0; y < height; y++)
    whole.set(heights.subarray(y * width, (y + 1) * width), (y + rows) * wide + columns);
  const longSide = across * Math.max(wide - 1, (tall - 1) * pixelAspect);
  const words = `${print.words}, framed`;
  return { width: wide, height: tall, pixelAspect, longSide, rings, heights: whole, words };
}
