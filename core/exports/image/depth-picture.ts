import { unitOf } from '../../../contract/depth-kind.ts';
import type { DepthKind } from '../../../contract/depth-map.ts';
import type { DepthImageOptions } from '../../../contract/exports/depth-image.ts';
import { depthImageSize } from '../../../contract/exports/depth-image-size.ts';
import { convertToMetres, metricScale } from '../../../contract/maths/depth-in-metres.ts';
import { GENERATOR } from '../../../contract/version.ts';
import { refuseCustomSize } from '../contradictions.ts';
import type { ExportSource } from '../export-source.ts';
import { type GridSize, type PlacedDepth, placedDepth } from '../placed-depth.ts';
import { asciiJson, plainLine, provenanceLines, provenanceOf } from '../provenance.ts';

/** What the numbers of a depth picture mean. */
export interface PictureMeaning {
  kind: DepthKind;
  unit: string;
  /** Only where a person laid a relative map between two planes. */
  stated?: { near: number; far: number; note: string };
}

/** A depth plane on the grid that is written. */
export interface DepthPicture extends PlacedDepth {
  meaning: PictureMeaning;
}

/**
 * The plane that a depth image is made of: height x width of the wanted size, row by row, raw, or in planar metres where near and far
 * (metres) were stated for a relative map. Throws `bad-input` where only one of the two was stated or they are not 0 < near < far, a custom
 * size has no long edge, or the run is not finished.
 */
export function depthPicture(source: ExportSource, options: DepthImageOptions): DepthPicture {
  const { kind } = source.depth;
  const { near, far } = options;
  const placed = placedDepth(source, gridSizeOf(source, options));
  // A metric map has no depth where it is not positive, in pictures as in space.
  if (kind === 'metric') convertToMetres(placed.values, { kind });
  if (kind === 'metric' || (near === undefined && far === undefined))
    return { ...placed, meaning: { kind, unit: unitOf(kind) } };
  const scale = metricScale(source.depth, near, far);
  convertToMetres(placed.values, scale);
  const note = `a relative map (${kind}), laid between both planes as stated by the user; not measured`;
  const stated = { near: near ?? Number.NaN, far: far ?? Number.NaN, note };
  return { ...placed, meaning: { kind: 'metric', unit: unitOf('metric'), stated } };
}

/**
 * The grid that was asked for, in pixels; the pictures of some formats are always those of the photo. Throws `bad-input` where the custom
 * size has no long edge.
 */
export function gridSizeOf({ photo, depth }: ExportSource, options: DepthImageOptions): GridSize {
  refuseCustomSize(options);
  // The model's own grid covers the window of the model, which need not be the photo.
  const isModel = options.size === 'model' && options.format !== 'photoshop';
  return isModel ? 'model' : depthImageSize(options, { photo, model: depth });
}

/**
 * The facts that stand in a file itself, as JSON, where its format has room for them: camera in pixels of the picture, window in pixels of
 * the photo. Throws `bad-input` where the run is not finished.
 */
export function factsInFile(
  source: ExportSource,
  picture: DepthPicture,
  facts: Record<string, unknown>,
): Record<string, unknown> {
  const { photo, intrinsics, pack } = provenanceOf(source);
  const { width, height, camera, window } = picture;
  return {
    generator: GENERATOR,
    ...facts,
    width,
    height,
    camera: { ...camera, source: intrinsics.source },
    window,
    photo,
    pack,
  };
}

/**
 * The texts of a PNG (PNG, third edition, §11.3.3.3): its title, what made it, where it comes from, and its facts as JSON under `Depthroom`. Throws `bad-input` where the
 * run is not finished.
 */
export function pngTexts(
  source: ExportSource,
  what: string,
  facts: Record<string, unknown>,
): Record<string, string> {
  return {
    Title: plainLine(`${what} of ${source.photo.name}`),
    Software: GENERATOR,
    Comment: provenanceLines(provenanceOf(source)).join('; '),
    Depthroom: asciiJson(facts),
  };
}
