import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DoubleSide,
  GLSL3,
  type IUniform,
  RawShaderMaterial,
} from 'three';
import type { Solid } from '../state/look.ts';
import { CLOUD_FRAGMENT, CLOUD_VERTEX } from './shaders/cloud.ts';
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
  'kind',
  'valueRange',
  'statedPlanes',
  'edgeCut',
  'modelReach',
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

/** Points and surfaces. */
export function cloudMaterial(): RawShaderMaterial {
  return new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: CLOUD_VERTEX,
    fragmentShader: CLOUD_FRAGMENT,
    uniforms: uniformsOf([...DEPTH, ...CLOUD]),
    side: DoubleSide,
  });
}

const MOST_VERTICES: Record<Solid, number> = { points: 1_500_000, surface: 800_000 };

/** Every `step`-th pixel of a map in both directions, so that a frame has no more vertices than a laptop can turn. */
export function gridOf(
  width: number,
  height: number,
  solid: Solid,
  coarseness: number,
): { columns: number; rows: number; step: number } {
  let step = 1;
  while (Math.ceil(width / step) * Math.ceil(height / step) > MOST_VERTICES[solid]) step++;
  step *= coarseness;
  return { columns: Math.ceil(width / step), rows: Math.ceil(height / step), step };
}

/** Two triangles for each cell of a grid, counter-clockwise as the photo's camera sees them. */
export function gridGeometry(columns: number, rows: number): BufferGeometry {
  const index = new Uint32Array(6 * (columns - 1) * (rows - 1));
  let next = 0;
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const corner = row * columns + column;
      index[next++] = corner;
      index[next++] = corner + columns;
      index[next++] = corner + 1;
      index[next++] = corner + 1;
      index[next++] = corner + columns;
      index[next++] = corner + columns + 1;
    }
  }
  return new BufferGeometry().setIndex(new BufferAttribute(index, 1));
}
