import { Color, DoubleSide, GLSL3, type IUniform, RawShaderMaterial } from 'three';
import { FLAT_FRAGMENT, FLAT_VERTEX } from './shaders/flat.ts';
import { GEOMETRY_FRAGMENT, POINTS_VERTEX, SURFACE_VERTEX } from './shaders/geometry.ts';

const uniformsOf = (names: readonly string[]): Record<string, IUniform> =>
  Object.fromEntries(names.map((name) => [name, { value: null }]));

const DEPTH = ['depthPlane', 'planeSize', 'shownBy', 'colourTable', 'scale', 'photo'];
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
  'referenceScale',
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
const GEOMETRY = [
  'gridSize',
  'gridStep',
  'pinhole',
  'photoWindow',
  'kind',
  'valueRange',
  'statedPlanes',
  'threshold',
  'stepPlane',
  'wholePlane',
  'stepSize',
  'stepWindow',
  'hasSteps',
  'isClamped',
  'pointScale',
  'shading',
];

/** What the shader of a flat pane is compiled for: everything else are uniforms. */
export interface FlatVariant {
  tint: number;
  isSplit: boolean;
  hasContours: boolean;
}

/** Photo or depth map, flat: one material for each variant, made when it is first needed; all share the uniforms. */
export function flatMaterials(): {
  uniforms: Record<string, IUniform>;
  of(variant: FlatVariant): RawShaderMaterial;
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
export function geometryMaterials(): {
  uniforms: Record<string, IUniform>;
  points: RawShaderMaterial;
  surface: RawShaderMaterial;
} {
  const uniforms = uniformsOf([...DEPTH, ...GEOMETRY]);
  const make = (vertexShader: string) =>
    new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader,
      fragmentShader: GEOMETRY_FRAGMENT,
      uniforms,
      side: DoubleSide,
    });
  return { uniforms, points: make(POINTS_VERTEX), surface: make(SURFACE_VERTEX) };
}
