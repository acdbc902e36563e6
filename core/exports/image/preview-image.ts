import { unitOf } from '../../../contract/depth-kind.ts';
import type { DepthKind } from '../../../contract/depth-map.ts';
import { type GreyOptions, PREVIEW_PERCENT, sampledScale } from '../../../contract/exports/grey-scale.ts';
import { type ColourMapName, colourMap, DEFAULT_COLOUR_MAP } from '../../../contract/maths/colour-maps.ts';
import { GENERATOR } from '../../../contract/version.ts';
import { type Rows, rowsOf } from '../../../models/pipeline/resize.ts';
import { stopIfCancelled as refuseCancelled, type WriteOptions, writeFile } from '../../disk/write-file.ts';
import { rgbPng, withText } from '../../formats/write-png.ts';
import { asciiJson } from '../provenance.ts';
import { type ColourRow, openColours } from './colour-row.ts';
import type { DepthWriter } from './depth-job.ts';

/** How a map is coloured to be looked at. */
export interface PreviewOptions extends WriteOptions {
  colourMap?: ColourMapName;
  /** Share in percent that is cut off at both ends of the values. */
  percentile?: number;
}

/**
 * Writes an 8-bit colour picture (height x width of the map) of a depth map to look at: near is bright or warm whatever the kind, the
 * colours run from the first to the last percentile on the scale of the window (own rule), invalid pixels are black. The range stands in a
 * text chunk, in the map's unit. Not for measuring. Returns the file's length in bytes. Throws `cancelled` once the signal says stop,
 * `exists`, `no-permission`, `no-space`, `not-found`, `bad-input` or `internal` where the file cannot be written.
 */
export async function writePreview(
  depth: Rows & { kind: DepthKind },
  path: string,
  options: PreviewOptions,
): Promise<number> {
  const { colourMap: name = DEFAULT_COLOUR_MAP, percentile = PREVIEW_PERCENT, ...writing } = options;
  return writeFile(path, writing, async (sink) => {
    const grey: GreyOptions = { polarity: 'near-white', mapping: 'auto' };
    const { colourRow, facts } = paintDepth(depth, depth.kind, grey, name, percentile);
    const png = await paintPng(depth, colourRow, () => refuseCancelled(writing.signal));
    for (const piece of withText(png, textOf(facts))) await sink(piece);
  });
}

/**
 * The same as `writePreview` as a depth image: of any polarity and mapping, and between stated values in the map's unit. Throws `bad-input`
 * where the grey scale does not fit the map (see `greyScale`), `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
export const writePreviewImage: DepthWriter = async ({ options, picture, sink, report, stopIfCancelled }) => {
  const { meaning } = picture;
  const rows = rowsOf(picture.values, picture);
  const { colourRow, facts } = paintDepth(rows, meaning.kind, options, options.colourMap, PREVIEW_PERCENT);
  stopIfCancelled();
  report(0.3);
  const png = await paintPng(rows, colourRow, stopIfCancelled);
  report(0.9);
  const all = { ...facts, ...meaning };
  for (const piece of withText(png, textOf(all))) await sink(piece);
  return { ...all, bitsPerSample: 8 };
};

function textOf(facts: Record<string, unknown>): Record<string, string> {
  return { Software: GENERATOR, Depthroom: asciiJson(facts) };
}

/** How the values of a plane are coloured, and what its colours mean. The ends that are not stated leave out `percentile` of the values. */
function paintDepth(
  rows: Rows,
  kind: DepthKind,
  options: GreyOptions,
  name: ColourMapName,
  percentile: number,
): { colourRow: ColourRow; facts: Record<string, unknown> } {
  const common = { preview: true, kind, unit: unitOf(kind), colourMap: name };
  const length = rows.width * rows.height;
  const every = (stride: number) => everyOf(rows, stride);
  // Nothing but invalid pixels is black.
  if (!isSomeFinite(every(Math.ceil(length / FIRST_LOOK))) && !isSomeFinite(every(1)))
    return { colourRow: (_, colours) => colours.fill(0), facts: common };
  const scale = sampledScale({ length, every }, kind, options, percentile);
  const { mapping, exponent, polarity, nearValue, farValue } = scale;
  return {
    colourRow: openColours(scale, colourMap(name), length),
    facts: { ...common, percentile, mapping, exponent, polarity, nearValue, farValue },
  };
}

/** Values that are asked before all are whether one is finite. */
const FIRST_LOOK = 1 << 12;

const isSomeFinite = (values: Float32Array) => values.some(Number.isFinite);

/** Every n-th value of a plane, row by row. */
function everyOf({ width, height, read }: Rows, stride: number): Float32Array {
  const sample = new Float32Array(Math.ceil((width * height) / stride));
  let at = 0;
  for (let y = 0; y < height; y++) {
    const first = at * stride - y * width;
    if (first >= width) continue;
    read(y, sample, at, first, stride);
    at += Math.ceil((width - first) / stride);
  }
  return sample;
}

/** Rows that are painted before somebody may say stop. */
const ROWS_AT_A_TIME = 64;

/** A picture of rows, of which none but the one under way is there. */
function paintPng(rows: Rows, colourRow: ColourRow, stopIfCancelled: () => void): Promise<Buffer> {
  const { width, height, read } = rows;
  const [values, colours] = [new Float32Array(width), new Int32Array(width)];
  const rgb = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    if (y % ROWS_AT_A_TIME === 0) stopIfCancelled();
    read(y, values);
    colourRow(values, colours);
    putRow(colours, rgb, 3 * y * width);
  }
  return rgbPng(rgb, width, height);
}

/** A function of its own: the loop around it would be compiled less well. */
function putRow(colours: Int32Array, rgb: Uint8Array, at: number): void {
  for (let x = 0, k = at; x < colours.length; x++, k += 3) {
    const colour = colours[x];
    rgb[k] = colour >> 16;
    rgb[k + 1] = colour >> 8;
    rgb[k + 2] = colour;
  }
}
