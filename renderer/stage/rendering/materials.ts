import { Color, DoubleSide, GLSL3, type IUniform, RawShaderMaterial } from 'three';
import type { Solid } from '../../state/look.ts';
import { CLOUD_FRAGMENT, POINTS_VERTEX, SURFACE_VERTEX } from './shaders/geometry.ts';
import { FLAT_FRAGMENT, FLAT_VERTEX } from './shaders/flat.ts';

const uniformsOf = (names: readonly string[]): Record<string, IUniform> =>
  Object.fromEntries(names.map((name) => [name, { value: null }]));

const DEPTH = ['depthPlane', 'planeSize', 'shownBy', 'colourTable', 'span', 'gamma', 'photo'];
const FLAT = [
  'previewSize',
  'photoSize',
  'paneTopLeft',
  'photoTopLeft',
  'photoPerPixel',
  'isSmooth',
  'dim',
  'split',
  'splitAt',
  'referenceShows',
  'opacity',
  'contourStep',
];
const TINTS = [
  'limit',
  'alignedBy',
  'differenceTable',
  'errorTable',
  'referencePlane',
  'referenceSize',
  'referenceSpan',
  'lens',
  'kinds',
  'valueRanges',
  'statedPlanes',
  'reaches',
  'edgeStep',
  'rankTable',
  'referenceRankTable',
  'rankEnds',
];
const CLOUD = [
  'gridSize',
  'gridStep',
  'pinhole',
  'photoWindow',
  'kind',
  'valueRange',
  'statedPlanes',
  'threshold',
  'stepPlane',
  'stepSize',
  'stepWindow',
  'hasSteps',
  'pointScale',
  'paint',
];

/** What the shader of a flat pane is compiled for: everything else are uniforms. */
export interface FlatKind {
  tint: number;
  isSplit: boolean;
  hasContours: boolean;
}

/** Photo or depth map, flat: one material for each kind, made when it is first needed; all share the uniforms. */
export function flatMaterials(): {
  uniforms: Record<string, IUniform>;
  of(kind: FlatKind): RawShaderMaterial;
  dispose(): void;
} {
  const uniforms = {
    ...uniformsOf([...DEPTH, ...FLAT, ...TINTS]),
    background: { value: new Color(16 / 255, 17 / 255, 18 / 255) },
  };
  const made = new Map<string, RawShaderMaterial>();
  return {
    uniforms,
    of({ tint, isSplit, hasContours }) {
      const defines = { TINT: tint, IS_SPLIT: isSplit ? 1 : 0, HAS_CONTOURS: hasContours ? 1 : 0 };
      const key = JSON.stringify(defines);
      const material =
        made.get(key) ??
        new RawShaderMaterial({
          glslVersion: GLSL3,
          vertexShader: FLAT_VERTEX,
          fragmentShader: FLAT_FRAGMENT,
          defines,
          uniforms,
          depthTest: false,
          depthWrite: false,
        });
      made.set(key, material);
      return material;
    },
    dispose() {
      for (const material of made.values()) material.dispose();
    },
  };
}

/** Points and surfaces share the uniforms. */
export function cloudMaterials(): {
  uniforms: Record<string, IUniform>;
  points: RawShaderMaterial;
  surface: RawShaderMaterial;
} {
  const uniforms = uniformsOf([...DEPTH, ...CLOUD]);
  const make = (vertexShader: string) =>
    new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader,
      fragmentShader: CLOUD_FRAGMENT,
      uniforms,
      side: DoubleSide,
    });
  return { uniforms, points: make(POINTS_VERTEX), surface: make(SURFACE_VERTEX) };
}

/** A surface makes six vertices of a pixel. */
const MOST_PIXELS: Record<Solid, number> = { points: 1_500_000, surface: 600_000 };

/** Every `step`-th pixel of a map in both directions, so that a frame has no more vertices than a laptop can turn. */
export function gridOf(
  { width, height }: { width: number; height: number },
  solid: Solid,
  coarseness: number,
): { columns: number; rows: number; step: number } {
  let step = 1;
  while (Math.ceil(width / step) * Math.ceil(height / step) > MOST_PIXELS[solid]) step++;
  step *= coarseness;
  // A surface ends at the last pixel, wherever the steps lead.
  const last = solid === 'surface' ? 1 : 0;
  return {
    columns: Math.ceil((width - last) / step) + last,
    rows: Math.ceil((height - last) / step) + last,
    step,
  };
}
