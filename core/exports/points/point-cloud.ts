import { DepthroomError } from '../../../contract/errors.ts';
import type { PointCloudOptions } from '../../../contract/exports/geometry.ts';
import { pointCloudFormats } from '../../../contract/exports/geometry-formats.ts';
import { type CutSides, cutSides } from '../../../contract/geometry/cut-sides.ts';
import { convertToMetres, type MetricScale, metricScale } from '../../../contract/maths/depth-in-metres.ts';
import { finiteRange } from '../../../contract/maths/finite-range.ts';
import { cameraOfWindow } from '../../../contract/maths/pinhole.ts';
import { type Sink, stopIfCancelled, writeFileWithSidecar } from '../../disk/write-file.ts';
import { AXES_WORDS, rotationTo } from '../../geometry/axes.ts';
import { pixelsBesideSteps, pixelsOnSteps } from '../../geometry/edges.ts';
import { decodePixels } from '../../photos/decode.ts';
import { type Behind, placeBehind } from '../behind/place-behind.ts';
import { cameraFacts } from '../camera/camera-facts.ts';
import { refuseFillingUncut } from '../contradictions.ts';
import { type ExportOptions, type ExportSource, placementOf } from '../export-source.ts';
import { unitWords } from '../geometry-words.ts';
import { gridColours } from '../grid-colours.ts';
import { dropOutsidePhoto, type PlacedDepth, placedForGeometry, placedUncertainty } from '../placed-depth.ts';
import { exportFacts, plainLine, provenanceLines, provenanceOf } from '../provenance.ts';
import { hiddenPoints } from './hidden-points.ts';
import { countPoints, type PointGrid, writePly } from './ply.ts';
import { SPREAD, writeSplats } from './splats.ts';
import { writeTextPoints } from './text-points.ts';

/** What was left out of a cloud, in pixels. */
interface LeftOut {
  outsidePhoto: number;
  invalid: number;
  besideEdges: number;
}

/**
 * Writes a run as a coloured point cloud in metres, one point a pixel, in the axes of the options, with its facts in the header and in
 * `<path>.json`. Points without a positive finite depth and, with `edgeCut`, on depth steps are left out. Beside the decoded photo (3 bytes
 * a pixel) and one Float32 plane it needs no memory that grows with the photo, but for one byte a pixel with `edgeCut`. Returns the file's
 * length in bytes.
 * Throws `bad-input` where a relative map has no near and far, or no point is left, `not-found`, `no-permission`, `bad-input`,
 * `not-an-image`, `unsupported-format` or `too-large` where the photo cannot be read, `cancelled` once the signal says stop, `exists`,
 * `no-permission`, `no-space`, `not-found`, `bad-input` or `internal` where the file cannot be written.
 */
export async function writePointCloud(
  source: ExportSource,
  options: PointCloudOptions,
  path: string,
  { report, ...writing }: ExportOptions,
): Promise<number> {
  const scale = metricScale(source.depth, options.near, options.far);
  if (isFilled(options)) refuseFillingUncut(options);
  return writeFileWithSidecar(path, writing, async (sink) => {
    const photo = await decodePixels(source.photoPath);
    stopIfCancelled(writing.signal);
    report?.(0.3);

    const placed = placedForGeometry(source, options.size);
    const outsidePhoto = dropOutsidePhoto(placed, photo);
    convertToMetres(placed.values, scale);
    const invalid = finiteRange(placed.values).invalid - outsidePhoto;
    const { besideEdges, sides, behind } = cutEdges(source, placed, scale, options);
    const leftOut: LeftOut = { outsidePhoto, invalid, besideEdges };
    refuseNothing(placed.values.length, leftOut);
    stopIfCancelled(writing.signal);
    report?.(0.5);

    const { width, height, window, camera, values: depth } = placed;
    const rgb = options.size === 'photo' ? photo.rgb : gridColours(photo, window, width, height);
    const rotation = rotationTo(options.axes);
    const grid = {
      width,
      height,
      depth,
      camera,
      rotation,
      rgb,
      hasNormals: options.normals,
      hasScalars: options.scalars,
      uncertainty: options.scalars ? placedUncertainty(source, options.size) : null,
    };
    const share = (fraction: number) => report?.(0.5 + fraction / 2);
    const hidden = behind && hiddenPoints(behind, placed, photo);
    const grids: PointGrid[] = hidden
      ? [
          { ...grid, layer: 0 },
          {
            ...grid,
            ...hidden,
            uncertainty: grid.uncertainty?.map(() => Number.NaN) ?? null,
            layer: 1,
          },
        ]
      : [grid];
    const points = await writeFormat(sink, grids, options.format, comments(source, options, placed), {
      report: share,
      signal: writing.signal,
    });
    const filledPoints = hidden ? countPoints(hidden.depth) : null;
    return sidecar(source, options, placed, { points, filledPoints, leftOut, sides });
  });
}

function writeFormat(
  sink: Sink,
  grids: readonly PointGrid[],
  format: PointCloudOptions['format'],
  comments: string[],
  telling: { report: (fraction: number) => void; signal: AbortSignal | undefined },
): Promise<number> {
  const { report, signal } = telling;
  const work = { report, ...(signal ? { signal } : {}) };
  if (format === 'ply') return writePly(sink, grids, comments, report);
  const [grid] = grids;
  if (format === 'splats') return writeSplats(sink, grid, comments, work);
  return writeTextPoints(sink, grid, format, work);
}

/** Sides between pixels of the map that the cut was looked for on, as in the sidecar of a mesh. */
type Sides = Pick<CutSides, 'cut' | 'keptOnPlanes'>;

/** Makes the pixels on depth steps invalid. Returns how many, and of which sides. */
function cutEdges(
  source: ExportSource,
  placed: PlacedDepth,
  scale: MetricScale,
  options: PointCloudOptions,
): { besideEdges: number; sides: Sides; behind: Behind | null } {
  if (options.edgeCut === 0) return { besideEdges: 0, sides: { cut: 0, keptOnPlanes: 0 }, behind: null };
  const { values } = placed;
  const { marked, sides, behind } = pixelsAtEdges(source, placed, scale, options);
  let besideEdges = 0;
  for (let p = 0; p < values.length; p++) {
    if (marked[p] === 0 || Number.isNaN(values[p])) continue;
    values[p] = Number.NaN;
    besideEdges++;
  }
  return { besideEdges, sides, behind };
}

/** Steps are looked for on the coarser of the two grids: the model's, where it was enlarged, or the one that is written. */
function pixelsAtEdges(
  source: ExportSource,
  placed: PlacedDepth,
  scale: MetricScale,
  options: PointCloudOptions,
): { marked: Uint8Array; sides: Sides; behind: Behind | null } {
  const { edgeCut, edgeAngle, size, fill } = options;
  const { depth: model, photo } = source;
  const { window } = placementOf(source);
  const isEnlarged = size === 'photo' && (window.width > model.width || window.height > model.height);
  const rule = { edgeCut, edgeAngle };
  if (!isEnlarged) {
    const found = cutSides(placed.values, placed, placed.camera, rule);
    const marked = pixelsBesideSteps(placed.values, placed, Number.POSITIVE_INFINITY, found.sides);
    const behind = isFilled(options) ? placeBehind(placed, found.sides, fill) : null;
    return { marked, sides: countsOf(found), behind };
  }
  const metres = model.values.slice();
  convertToMetres(metres, scale);
  const camera = cameraOfWindow(photo.intrinsics, window, model.width, model.height);
  const found = cutSides(metres, model, camera, rule);
  const marked = pixelsOnSteps(metres, model, Number.POSITIVE_INFINITY, window, placed, found.sides);
  const map = { ...model, values: metres, camera, window };
  const behind = isFilled(options) ? placeBehind(map, found.sides, fill) : null;
  return { marked, sides: countsOf(found), behind };
}

function countsOf({ cut, keptOnPlanes }: CutSides): Sides {
  return { cut, keptOnPlanes };
}

/** Only PLY has a second layer; the other formats ignore it. */
function isFilled({ fill, format }: PointCloudOptions): boolean {
  return fill > 0 && format === 'ply';
}

function refuseNothing(pixels: number, { outsidePhoto, invalid, besideEdges }: LeftOut): void {
  if (pixels > outsidePhoto + invalid + besideEdges) return;
  throw new DepthroomError(
    'bad-input',
    `Expected at least one point, but of ${pixels} pixels ${invalid} have no positive depth and ${besideEdges} lie on depth steps: raise the edge cut's threshold, or choose another run.`,
  );
}

function comments(
  source: ExportSource,
  options: PointCloudOptions,
  { camera, width, height }: PlacedDepth,
): string[] {
  return [
    ...provenanceLines(provenanceOf(source)),
    plainLine(`units: ${unitWords(source, options)}`),
    `axes: ${options.axes} (${AXES_WORDS[options.axes]}; right-handed, camera at the origin)`,
    `grid: ${width} x ${height} pixels, fx ${camera.fx} fy ${camera.fy} cx ${camera.cx} cy ${camera.cy}, first pixel centre at 0.5 0.5`,
    'colours: sRGB',
  ];
}

function sidecar(
  source: ExportSource,
  options: PointCloudOptions,
  { values, width, height, window, camera }: PlacedDepth,
  {
    points,
    filledPoints,
    leftOut,
    sides,
  }: { points: number; filledPoints: number | null; leftOut: LeftOut; sides: Sides },
): Record<string, unknown> {
  const { minimum, maximum } = finiteRange(values);
  return {
    ...exportFacts('point-cloud', source, options, pointCloudFormats),
    geometry: {
      units: unitWords(source, options),
      isMetric: source.depth.kind === 'metric',
      axes: {
        name: options.axes,
        words: AXES_WORDS[options.axes],
        rotationFromCamera: rotationTo(options.axes),
      },
      colours: 'sRGB',
      grid: { width, height, window, ...camera },
      points,
      ...(filledPoints === null ? {} : { filledPoints }),
      ...(options.format === 'splats'
        ? { splats: { spreadInPixels: SPREAD, shape: 'flat, in the surface' } }
        : {}),
      leftOut,
      sides,
      depth: points > 0 ? { minimum, maximum } : null,
    },
    camera: cameraFacts(source.photo, options.axes),
  };
}
