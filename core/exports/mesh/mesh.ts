import { setImmediate } from 'node:timers/promises';
import { DepthroomError } from '../../../contract/errors.ts';
import type { MeshOptions } from '../../../contract/exports/geometry.ts';
import { metricScale } from '../../../contract/maths/depth-in-metres.ts';
import { stopIfCancelled } from '../../disk/write-file.ts';
import { AXES_WORDS, rotationTo } from '../../geometry/axes.ts';
import type { Simplified } from '../../geometry/mesh/simplify.ts';
import type { SlideLimit } from '../../geometry/mesh/texture-slide.ts';
import { countTriangles } from '../../geometry/quads.ts';
import { decodePixels } from '../../photos/decode.ts';
import { refuseMeshContradictions } from '../contradictions.ts';
import type { ExportOptions, ExportSource } from '../export-source.ts';
import { unitWords } from '../geometry-words.ts';
import { gridColours } from '../grid-colours.ts';
import { type PlacedDepth, placedUncertainty } from '../placed-depth.ts';
import { type BehindMesh, texturedBehind } from './behind-mesh.ts';
import { divideBudget } from './divide-budget.ts';
import { type PlacedSurface, placeSurface } from './surface.ts';
import { type TexturedMesh, textureMesh } from './textured-mesh.ts';

const UNITS_PER_METRE = { metres: 1, centimetres: 100, millimetres: 1000 } as const;

/** A mesh that is ready to be written in any format. */
export interface BuiltMesh {
  mesh: TexturedMesh;
  /** The same with fewer triangles, from fine to coarse; empty unless levels of detail were asked for. */
  coarser: TexturedMesh[];
  /** What is drawn behind it, the same for every level. */
  behind: BehindMesh | null;
  hasTexture: boolean;
  /** What a sidecar says about it. */
  facts: MeshFacts;
  /** What could not be had as it was asked for. */
  notes: string[];
}

interface MeshFacts extends Record<string, unknown> {
  units: string;
  axes: { name: string; words: string };
  /** Planar metres. */
  depth: { minimum: number; maximum: number };
}

/**
 * Makes the mesh of a run: metres, cuts, budget, skirt, back plane, then axes, unit, texture coordinates or colours. A relative map needs
 * near and far in metres. With a budget the full grid is never drawn.
 * Throws `bad-input` where near and far are missing, options contradict each other, or no triangle is left, `not-found`, `no-permission`,
 * `bad-input`, `not-an-image`, `unsupported-format`, `too-large` or `internal` where the photo cannot be read, `cancelled` once the signal says
 * stop.
 */
export async function buildMesh(
  source: ExportSource,
  options: MeshOptions,
  { report, signal }: Pick<ExportOptions, 'report' | 'signal'>,
): Promise<BuiltMesh> {
  const scale = metricScale(source.depth, options.near, options.far);
  refuseMeshContradictions(options);
  /** A moment for the message that says stop. */
  const step = async (fraction: number) => {
    report?.(fraction);
    await setImmediate();
    stopIfCancelled(signal);
  };

  const placedSurface = placeSurface(source, options, scale);
  const { surface, placed } = placedSurface;
  const drawable = countTriangles(surface.quads);
  if (drawable === 0) throw nothingToDraw(placedSurface);
  await step(0.2);

  const hasTexture = options.texture !== 'none' && options.format !== 'ply';
  const hasNormals = options.shading === 'smooth';
  const slide = hasTexture ? slideLimit(placed, options.textureSlide) : null;
  const { streams, simplified, hidden, budgets } = divideBudget(placedSurface, source, options, slide);
  await step(0.6);

  let rgb: Uint8Array | null = null;
  if (!hasTexture) {
    const photo = await decodePixels(source.photoPath);
    rgb = gridColours(photo, placed.window, placed.width, placed.height);
  }
  await step(0.7);
  const sources = {
    placed,
    photo: source.photo,
    rotation: rotationTo(options.axes),
    unitsPerMetre: UNITS_PER_METRE[options.unit],
    hasUvs: hasTexture,
    rgb,
    hasDepth: options.scalars,
    uncertainty: options.scalars ? placedUncertainty(source, options.size) : null,
  };
  const [mesh, ...coarser] = streams.map((stream) => textureMesh(stream, hasNormals, sources));
  const behind =
    hidden && placedSurface.behind
      ? await texturedBehind(hidden, placedSurface.behind, source, sources, hasNormals)
      : null;
  const levels = [mesh, ...coarser].map(({ vertices, triangles }, k) => ({
    vertices: vertices + (behind?.mesh.vertices ?? 0),
    triangles: triangles + (hidden?.triangles ?? 0),
    simplification: simplificationFacts(simplified[k], source, slide),
  }));
  const notes = simplified.flatMap((level, k) => budgetNotes(level, levels[k].triangles, budgets[k], slide));
  const { width, height, window, camera } = placed;
  const facts = {
    units: unitWords(source, options),
    isMetric: source.depth.kind === 'metric',
    axes: {
      name: options.axes,
      words: AXES_WORDS[options.axes],
      rotationFromCamera: rotationTo(options.axes),
    },
    grid: { width, height, window, ...camera },
    ...levels[0],
    ...(coarser.length > 0 ? { levels } : {}),
    ...(notes.length > 0 ? { notes } : {}),
    trianglesOfFullGrid: drawable,
    leftOut: placedSurface.gaps,
    sides: placedSurface.cuts,
    depth: placedSurface.range,
    ...(options.fill > 0 ? { behind: behindFacts(placedSurface, behind) } : {}),
  };
  return { mesh, coarser, behind, hasTexture, facts, notes };
}

/** What a sidecar says of the layer behind the foreground. */
function behindFacts({ behind: placed }: PlacedSurface, behind: BehindMesh | null) {
  return {
    filledPixels: placed?.layer.filledPixels ?? 0,
    grid: placed && { width: placed.layer.width, height: placed.layer.height, window: placed.window },
    vertices: behind?.mesh.vertices ?? 0,
    triangles: behind?.mesh.triangles ?? 0,
  };
}

function slideLimit({ window, width, height }: PlacedDepth, most: number): SlideLimit {
  return { most, across: window.width / width, down: window.height / height };
}

/** How far the original points lie from a level; null for the full grid, which has them all. */
function simplificationFacts(level: Simplified | null, { depth }: ExportSource, slide: SlideLimit | null) {
  return (
    level && {
      trianglesBetween: level.coarse,
      unit: depth.kind === 'metric' ? 'metres' : 'units of the stated near and far',
      distanceOfOriginalPoints: level.distance,
      ...(slide
        ? { textureSlide: { unit: 'pixels of the photo', asked: slide.most, largest: level.slide } }
        : {}),
    }
  );
}

/** What could not be had as it was asked for, for a person. */
function budgetNotes(
  level: Simplified | null,
  triangles: number,
  budget: number,
  slide: SlideLimit | null,
): string[] {
  const notes: string[] = [];
  if (level && slide && level.slide > slide.most)
    notes.push(
      `With ${budget} triangles the texture lies up to ${level.slide.toFixed(1)} pixels of the photo beside its place, ${slide.most} were asked for: give it more triangles, or allow more with --texture-slide.`,
    );
  if (level && triangles > budget)
    notes.push(
      `Cuts and loose pieces left ${triangles} triangles, ${budget} were asked for: raise the edge cut or the smallest piece.`,
    );
  return notes;
}

function nothingToDraw({ gaps, cuts, placed }: PlacedSurface): DepthroomError {
  const { width, height } = placed;
  if (width < 2 || height < 2)
    return new DepthroomError(
      'bad-input',
      `A surface needs at least 2 x 2 pixels, but the map has ${width} x ${height}.`,
    );
  return new DepthroomError(
    'bad-input',
    `Expected a surface, but of ${width * height} pixels ${gaps.invalid} have no positive depth and ${gaps.islandPixels} belong to pieces that are too small, and ${cuts.cut} sides between pixels are cut as depth steps: raise the edge cut, lower the smallest piece, or choose another run.`,
  );
}
