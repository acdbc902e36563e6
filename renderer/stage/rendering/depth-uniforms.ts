import type { IUniform } from 'three';
import { IDENTITY, mappingUniform } from '../../../contract/maths/mapping.ts';
import type { Frame } from '../../view/frame.ts';
import type { PaneDepth } from '../../view/pane-depth.ts';
import type { Plane } from '../../view/resources.ts';
import type { TextureCache } from './texture-cache.ts';

export type Uniforms = Record<string, IUniform>;

/** What every shader that reads a depth map is told of it; `plane` is the one that is read, if not the pane's own map. */
export function setDepth(
  uniforms: Uniforms,
  frame: Pick<Frame, 'colourMap' | 'isReversed'>,
  depth: PaneDepth | null,
  textures: TextureCache,
  plane: Plane | null = depth?.map ?? null,
): void {
  uniforms.depthPlane.value = textures.depth(plane);
  uniforms.planeSize.value = plane ? [plane.width, plane.height] : [1, 1];
  uniforms.shownBy.value = mappingUniform(depth?.shownBy ?? IDENTITY);
  uniforms.colourTable.value = textures.colours(frame.colourMap, frame.isReversed);
  uniforms.scale.value = scaleUniform(depth);
}

/** Ends, exponent and curve of a map's scale, as `nearnessOf` of the shaders takes them. */
export function scaleUniform(
  depth: Pick<PaneDepth, 'span' | 'transfer'> | null,
): [number, number, number, number] {
  if (!depth) return [1, 0, 1, 0];
  const { span, transfer } = depth;
  return [span.near, span.far, transfer.exponent, transfer.isInverse ? 1 : 0];
}
