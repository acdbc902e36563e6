import { type DepthKind, type DepthMap, unitOf } from '../../../contract/depth-map.ts';
import { colourScale, type GreyOptions, PREVIEW_PERCENT } from '../../../contract/exports/grey-scale.ts';
import { type ColourMapName, colourMap, DEFAULT_COLOUR_MAP } from '../../../contract/maths/colour-maps.ts';
import { GENERATOR } from '../../../contract/version.ts';
import { type WriteOptions, writeFile } from '../../disk/write-file.ts';
import { rgbPng, withText } from '../../formats/write-png.ts';
import { asciiJson } from '../provenance.ts';
import { colourValues } from './colour-values.ts';
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
export async function writePreview(depth: DepthMap, path: string, options: PreviewOptions): Promise<number> {
  const { colourMap: name = DEFAULT_COLOUR_MAP, percentile = PREVIEW_PERCENT, ...writing } = options;
  return writeFile(path, writing, async (sink) => {
    const grey: GreyOptions = { polarity: 'near-white', mapping: 'auto' };
    const { rgb, facts } = paintDepth(depth.values, depth.kind, grey, name, percentile);
    const png = await rgbPng(rgb, depth.width, depth.height);
    for (const piece of withText(png, textOf(facts))) await sink(piece);
  });
}

/**
 * The same as `writePreview` as a depth image: of any polarity and mapping, and between stated values in the map's unit. Throws `bad-input`
 * where the grey scale does not fit the map (see `greyScale`), `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
export const writePreviewImage: DepthWriter = async ({ options, picture, sink, report, stopIfCancelled }) => {
  const { values, width, height, meaning } = picture;
  const { rgb, facts } = paintDepth(values, meaning.kind, options, options.colourMap, PREVIEW_PERCENT);
  stopIfCancelled();
  report(0.3);
  const png = await rgbPng(rgb, width, height);
  report(0.9);
  const all = { ...facts, ...meaning };
  for (const piece of withText(png, textOf(all))) await sink(piece);
  return { ...all, bitsPerSample: 8 };
};

function textOf(facts: Record<string, unknown>): Record<string, string> {
  return { Software: GENERATOR, Depthroom: asciiJson(facts) };
}

/** Interleaved sRGB of a plane, and what its colours mean. The ends that are not stated leave out `percentile` of the values. */
function paintDepth(
  values: Float32Array,
  kind: DepthKind,
  options: GreyOptions,
  name: ColourMapName,
  percentile: number,
): { rgb: Uint8Array; facts: Record<string, unknown> } {
  const common = { preview: true, kind, unit: unitOf(kind), colourMap: name };
  if (values.every((value) => !Number.isFinite(value)))
    return { rgb: new Uint8Array(3 * values.length), facts: common };
  const scale = colourScale(values, kind, options, percentile);
  const { mapping, exponent, polarity, nearValue, farValue } = scale;
  return {
    rgb: colourValues(values, scale, colourMap(name)),
    facts: { ...common, percentile, mapping, exponent, polarity, nearValue, farValue },
  };
}
