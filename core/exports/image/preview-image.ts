import { unitOf } from '../../../contract/depth-kind.ts';
import type { DepthKind } from '../../../contract/depth-map.ts';
import { type GreyOptions, PREVIEW_PERCENT, sampledScale } from '../../../contract/exports/grey-scale.ts';
import { type ColourMapName, colourMap, DEFAULT_COLOUR_MAP } from '../../../contract/maths/colour-maps.ts';
import { GENERATOR } from '../../../contract/version.ts';
import { type Rows, rowsOf } from '../../../models/pipeline/resize.ts';
import { stopIfCancelled as refuseCancelled, type WriteOptions, writeFile } from '../../disk/write-file.ts';
import { packingOf, rgbPngOfRows, rowsAtATime } from '../../formats/png/write-rgb-rows.ts';
import { writeNpyParts } from '../../formats/write-npy.ts';
import { withText } from '../../formats/write-png.ts';
import { asciiJson } from '../provenance.ts';
import { type ColourRow, openColours } from './colour-row.ts';
import type { DepthWriter } from './depth-job.ts';

/** How a map is coloured to be looked at. */
export interface PreviewOptions extends WriteOptions {
  colourMap?: ColourMapName;
  /** Share in percent that is cut off at both ends of the values. */
  percentile?: number;
  /** Given the values of all rows, in order, while they are painted; each part is done with before the next. */
  pass?: (values: Float32Array) => Promise<void>;
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
  const { colourMap: name = DEFAULT_COLOUR_MAP, percentile = PREVIEW_PERCENT, pass, ...writing } = options;
  return writeFile(path, writing, async (sink) => {
    const grey: GreyOptions = { polarity: 'near-white', mapping: 'auto' };
    const { colourRow, facts } = paintDepth(depth, depth.kind, grey, name, percentile);
    const png = await paintPng(depth, colourRow, () => refuseCancelled(writing.signal), pass);
    for (const piece of withText(png, textOf(facts))) await sink(piece);
  });
}

/**
 * Writes a map as `writeNpyRows` does and its picture as `writePreview` does: each of its rows is computed for both at once. Both or neither, but for a
 * map that cannot take its place. Returns the length of the map's file in bytes. Throws `cancelled` once the signal says stop, `exists`,
 * `no-permission`, `no-space`, `not-found`, `bad-input` or `internal` where a file cannot be written.
 */
export async function writeNpyAndPreview(
  depth: Rows & { kind: DepthKind },
  path: string,
  previewPath: string,
  options: WriteOptions,
): Promise<number> {
  return writeNpyParts(path, depth, options, async (pass) => {
    await writePreview(depth, previewPath, { ...options, pass });
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
  if (!isSomeFinite(rows)) return { colourRow: (_, colours) => colours.fill(0), facts: common };
  const scale = sampledScale({ length, every }, kind, options, percentile);
  const { mapping, exponent, polarity, nearValue, farValue } = scale;
  return {
    colourRow: openColours(scale, colourMap(name), length),
    facts: { ...common, percentile, mapping, exponent, polarity, nearValue, farValue },
  };
}

/** The middle of a map is asked first. */
function isSomeFinite({ width, height, read }: Rows): boolean {
  const row = new Float32Array(width);
  for (let k = 0; k < height; k++) {
    read((k + (height >> 1)) % height, row);
    if (row.some(Number.isFinite)) return true;
  }
  return false;
}

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

/** Values that are passed on together, at least: what is written in small parts takes the disk longer. */
const PASSED_VALUES = 1 << 18;

/** A picture of rows, of which none but the ones under way are there. `pass` is given the values of all of them, in order. */
async function paintPng(
  rows: Rows,
  colourRow: ColourRow,
  stopIfCancelled: () => void,
  pass: (values: Float32Array) => Promise<void> = async () => {},
): Promise<Buffer> {
  const { width, height } = rows;
  const band = rowsAtATime(rows) * width;
  const values = new Float32Array(band * Math.ceil(PASSED_VALUES / band));
  let at = 0;
  const read = (y: number, colours: Int32Array) => {
    rows.read(y, values, at);
    colourRow(values.subarray(at, at + width), colours);
  };
  const packing = await packingOf({ width, height, read });
  const readNext = (y: number, colours: Int32Array) => {
    read(y, colours);
    at += width;
  };
  const passOn = async () => {
    const made = values.subarray(0, at);
    at = 0;
    await pass(made);
  };
  const png = await rgbPngOfRows({ width, height, read: readNext }, packing, async () => {
    stopIfCancelled();
    if (at + band > values.length) await passOn();
  });
  await passOn();
  return png;
}
