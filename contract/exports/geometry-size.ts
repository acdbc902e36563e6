import type { Size } from '../schemas.ts';
import type { MeshOptions, PointCloudOptions } from './geometry.ts';
import { levelBudgets, levelsRefusal } from './geometry-levels.ts';
import { LONGEST_GLB, MOST_ARCHIVED_TRIANGLES, MOST_PLY_POINTS, MOST_USDZ_TRIANGLES } from './limits.ts';
import { frameOf, lithophaneGrid, type PrintGrid, SMALLEST_PRINT, trianglesOfPrint } from './print-grid.ts';

/** What the size of a geometry hangs on, beside its options. */
export interface GeometryFacts {
  photo: Size;
  model: Size;
  /** What the map covers, in pixels of the photo. */
  window: Size;
  hasUncertainty: boolean;
}

/** What a point cloud or mesh will be at most, before it is written: pixels without depth, cuts and loose pieces make it smaller. */
export interface GeometryEstimate {
  /** Points of a cloud, vertices of a mesh's first level. */
  points: number;
  /** Of each level of detail, the finest first; none for a cloud. */
  triangles: number[];
  /** False where cuts add walls, or a layer behind them, that no budget holds: the triangles are about so many. */
  isAtMost: boolean;
  /** About how long the file will be. */
  bytes: number;
  /** Why it would be refused, or be hard to open, with the way out. */
  warnings: string[];
}

/** More than most programs turn without effort. */
const HEAVY_TRIANGLES = 5_000_000;
const HEAVY_TEXT_BYTES = 2e9;
/** SuperSplat sorts some millions of splats anew for each view. */
const HEAVY_SPLATS = 4_000_000;

/** The share of a photo that is hidden behind its foreground, and may be filled, as it usually is. */
const HIDDEN = 0.125;

const number = new Intl.NumberFormat('en');

/** Points and length of a cloud. Text is counted at the usual length of a coordinate; measured on rooms of a few metres. */
export function describePointCloud(
  { format, size, normals, scalars, fill }: PointCloudOptions,
  { photo, model, hasUncertainty }: GeometryFacts,
): GeometryEstimate {
  const { width, height } = size === 'photo' ? photo : model;
  const isFilled = format === 'ply' && fill > 0;
  // At most another layer as large.
  const points = width * height * (isFilled ? 2 : 1);
  const perPoint = {
    ply: (isFilled ? 4 : 0) + 15 + (normals ? 12 : 0) + (scalars ? 4 + (hasUncertainty ? 4 : 0) : 0),
    xyz: 38,
    pts: 42,
    splats: 56 + (normals ? 12 : 0),
  }[format];
  const bytes = Math.ceil(width * height * (isFilled ? 1 + HIDDEN : 1) * perPoint);
  return { points, triangles: [], isAtMost: true, bytes, warnings: cloudWarnings(format, points, bytes) };
}

function cloudWarnings(format: PointCloudOptions['format'], points: number, bytes: number): string[] {
  if (format === 'splats')
    return points > HEAVY_SPLATS
      ? [`${number.format(points)} splats are more than viewers turn smoothly: choose the model's size.`]
      : [];
  if (format === 'ply' || bytes <= HEAVY_TEXT_BYTES) return [];
  return [
    `${number.format(points)} lines of text are slow to read: choose the model's size, or PLY where the program takes it.`,
  ];
}

/** Triangles, vertices and length of a mesh. A simplified one has a little more than half as many vertices as triangles. */
export function describeMesh(options: MeshOptions, facts: GeometryFacts): GeometryEstimate {
  const { whole, fewest } = wholeMesh(options, facts);
  const isThinned = options.triangles > 0 && options.triangles < whole.triangles;
  const first = isThinned ? Math.max(fewest, options.triangles) : whole.triangles;
  const budgets = levelBudgets(first, options.format === 'glb' ? options.levels : 1);
  const levels = budgets.map((triangles) =>
    triangles < whole.triangles ? { points: Math.ceil(0.55 * triangles), triangles } : whole,
  );
  const bytes = levels.reduce(
    (sum, level) => sum + levelBytes(options, level, facts),
    pictureBytes(options, facts),
  );
  const refusal = levelsRefusal(budgets);
  return {
    points: levels[0].points,
    triangles: budgets,
    isAtMost: isThinned || options.format === 'stl' || (options.skirt === 0 && options.fill === 0),
    bytes,
    warnings: refusal ? [refusal] : meshWarnings(options, { ...levels[0], bytes }),
  };
}

/** What is drawn without a budget: two triangles for each quad of pixels, what lies behind them, and walls by a border that grows with the root of the face. */
function wholeMesh(
  options: MeshOptions,
  facts: GeometryFacts,
): { whole: { points: number; triangles: number }; fewest: number } {
  if (options.format === 'stl') {
    const { grid, rings } = printedGrid(options, facts);
    const whole = { points: grid.width * grid.height, triangles: trianglesOfPrint(grid, rings) };
    return { whole, fewest: trianglesOfPrint(SMALLEST_PRINT, rings) };
  }
  const { skirt, fill, backPlane, size } = options;
  const { width, height } = size === 'photo' ? facts.photo : facts.model;
  const layers = fill > 0 ? 1 + HIDDEN : 1;
  const points = Math.ceil(width * height * layers);
  const walls = skirt > 0 ? 6 * Math.ceil(4 * Math.sqrt(width * height)) : 0;
  const triangles = Math.ceil(2 * (width - 1) * (height - 1) * layers) + walls + (backPlane ? 2 : 0);
  return { whole: { points: points + Math.ceil(walls / 2), triangles }, fewest: 0 };
}

/** The pixels of a relief or lithophane with its frame, and how many rings are around them. */
function printedGrid(
  options: MeshOptions,
  { photo, model, window }: GeometryFacts,
): { grid: Size; rings: number } {
  const { heightsFrom, size } = options;
  const grid: PrintGrid =
    heightsFrom === 'brightness'
      ? lithophaneGrid(photo, options)
      : size === 'photo'
        ? { ...photo, pixelAspect: 1 }
        : { ...model, pixelAspect: (window.height * model.width) / (window.width * model.height) };
  const { columns, rows, rings } = frameOf(grid, options);
  const framed = { width: grid.width + 2 * columns, height: grid.height + 2 * rows };
  return { grid: framed, rings: rings.length };
}

/** The photo as JPEG at quality 92 without halved colours, or as PNG: bytes a pixel, as photos usually take. */
const TEXTURE_SHARE = { jpeg: 0.55, png: 2, none: 0 } as const;
/** What is left of a GLB after meshopt: measured on starter maps, between 0.17 with a texture and 0.33 without normals. */
const MESHOPT_SHARE = 0.27;

/** GLB and USDZ have the picture inside, an OBJ in its archive. */
function pictureBytes({ format, texture, fill, backPlane }: MeshOptions, { photo }: GeometryFacts): number {
  if (format === 'ply' || format === 'stl') return 0;
  // What is painted behind is smooth.
  const behind = fill > 0 || backPlane ? 1.3 : 1;
  return Math.ceil(photo.width * photo.height * TEXTURE_SHARE[texture] * behind);
}

function levelBytes(
  { format, shading, texture, scalars, quantize, compression }: MeshOptions,
  { points, triangles }: { points: number; triangles: number },
  { hasUncertainty }: GeometryFacts,
): number {
  const isSmooth = shading === 'smooth';
  /** Digits of a vertex number. */
  const digits = String(points).length;
  switch (format) {
    case 'glb': {
      const index = points <= 0xffff ? 2 : 4;
      const exact = points * (20 + (isSmooth ? 12 : 0)) + 3 * triangles * index;
      if (compression === 'meshopt') return Math.ceil(exact * MESHOPT_SHARE);
      if (!quantize) return exact;
      return points * (8 + (isSmooth ? 4 : 0) + (texture === 'none' ? 8 : 4)) + 3 * triangles * index;
    }
    case 'ply':
      return (
        points * (15 + (isSmooth ? 12 : 0) + (scalars ? 4 + (hasUncertainty ? 4 : 0) : 0)) + 13 * triangles
      );
    case 'stl':
      return 84 + 50 * triangles;
    case 'obj': {
      const corner = digits * (1 + (texture === 'none' ? 0 : 1) + (isSmooth ? 1 : 0)) + 3;
      return (
        points * (37 + (texture === 'none' ? 21 : 24) + (isSmooth ? 26 : 0)) + triangles * (2 + 3 * corner)
      );
    }
    case 'usdz':
    case 'usda':
      return points * (63 + (isSmooth ? 28 : 0)) + triangles * (3 + 3 * (digits + 2));
  }
}

function meshWarnings(
  { format }: MeshOptions,
  { points, triangles, bytes }: { points: number; triangles: number; bytes: number },
): string[] {
  const wayOut = (other: string) => `state fewer triangles, choose the model's size, or write ${other}.`;
  if (format === 'glb' && bytes > LONGEST_GLB)
    return [
      `A GLB holds 4.29 GB, and this would take about ${(bytes / 1e9).toFixed(1)} GB: ${wayOut('PLY')}`,
    ];
  if (format === 'obj' && triangles > MOST_ARCHIVED_TRIANGLES)
    return [`An OBJ archive can have ${number.format(MOST_ARCHIVED_TRIANGLES)} triangles: ${wayOut('GLB')}`];
  if (format === 'usdz' && triangles > MOST_USDZ_TRIANGLES)
    return [`A USDZ can have ${number.format(MOST_USDZ_TRIANGLES)} triangles: ${wayOut('GLB')}`];
  if (format === 'ply' && points > MOST_PLY_POINTS)
    return [`A PLY can number ${number.format(MOST_PLY_POINTS)} points: ${wayOut('a smaller mesh')}`];
  if (triangles > HEAVY_TRIANGLES)
    return [
      `${number.format(triangles)} triangles are more than many programs turn smoothly: half a million usually look the same.`,
    ];
  return [];
}
