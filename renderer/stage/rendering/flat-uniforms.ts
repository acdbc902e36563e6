import { isLargerNearer } from '../../../contract/depth-kind.ts';
import { ERROR_COLOUR_MAP } from '../../../contract/maths/colour-maps.ts';
import { KIND_NUMBERS } from '../../../contract/maths/glsl.ts';
import { IDENTITY, mappingUniform } from '../../../contract/maths/mapping.ts';
import { niceStep } from '../../view/depth-text.ts';
import { type Frame, flatOf, type PlacedPane } from '../../view/frame.ts';
import { panePointOf } from '../../view/maths/flat-camera.ts';
import { knownRanks, type RankTable } from '../../view/maths/rank.ts';
import type { Pane } from '../../view/pane.ts';
import { scaleUniform, type Uniforms } from './depth-uniforms.ts';
import type { TextureCache } from './texture-cache.ts';

/** What is shown of a pane, by the number that the shader knows it by. */
export const TINTS = {
  photo: 0,
  depth: 1,
  difference: 2,
  ratio: 3,
  'relative-error': 4,
  normals: 5,
  edges: 6,
  rank: 7,
} as const;
const SPLITS = { none: 0, vertical: 1, horizontal: 2, lens: 3, everywhere: 4 } as const;
/** In CSS pixels. */
const LENS_RADIUS = 90;
/** About so many contour lines from near to far. */
const CONTOURS = 12;

/** What the map of a pane is painted as; answers with the number that the shader has for it. */
export function setTint(uniforms: Uniforms, frame: Frame, pane: Pane, textures: TextureCache): number {
  const { depth, other, photo, limit } = pane;
  const tint = frame.mode === 'photo' ? 'photo' : pane.tint;
  const reference = other?.shows === 'depth' ? other.depth : null;
  const { fx, fy, cx, cy } = photo.intrinsics;
  // Blue is nearer: of disparities that is the larger one.
  const isTurned = (tint === 'difference' || tint === 'ratio') && reference && isLargerNearer(reference.kind);
  uniforms.limit.value = (isTurned ? -1 : 1) * (tint === 'ratio' ? Math.log2(limit) : limit);
  uniforms.alignedBy.value = mappingUniform(depth?.alignedBy ?? IDENTITY);
  uniforms.differenceTable.value = textures.differences();
  uniforms.errorTable.value = textures.colours(ERROR_COLOUR_MAP, false);
  uniforms.referencePlane.value = textures.depth(reference?.map ?? null);
  uniforms.referenceSize.value = reference ? [reference.map.width, reference.map.height] : [1, 1];
  uniforms.referenceScale.value = scaleUniform(reference);
  uniforms.lens.value = [fx, fy, cx, cy];
  uniforms.kinds.value = [depth, reference].map((each) => (each ? KIND_NUMBERS[each.scale.kind] : 0));
  uniforms.valueRanges.value = [depth, reference].flatMap((each) =>
    each ? [each.scale.minimum, each.scale.maximum] : [0, 1],
  );
  uniforms.statedPlanes.value = depth ? [depth.scale.nearInMetres, depth.scale.farInMetres] : [1, 10];
  uniforms.reaches.value = [depth?.modelReach ?? 1, reference?.modelReach ?? 1];
  uniforms.edgeStep.value = frame.edgeStep;
  const ranks = [depth, reference].map((each) =>
    tint === 'rank' && each ? knownRanks(each.map, isLargerNearer(each.kind)) : null,
  );
  uniforms.rankTable.value = textures.ranks(ranks[0]);
  uniforms.referenceRankTable.value = textures.ranks(ranks[1]);
  uniforms.rankEnds.value = ranks.flatMap(rankEnds);
  uniforms.opacity.value = frame.opacity;
  uniforms.contourStep.value =
    frame.hasContours && depth && tint !== 'edges'
      ? niceStep(Math.abs(depth.span.far - depth.span.near), CONTOURS)
      : 0;
  return TINTS[tint];
}

function rankEnds(table: RankTable | null): [number, number] {
  return table ? [table.low, table.high] : [0, 0];
}

/**
 * Which part of a pane shows the reference instead; answers whether any does. `lensAt` is where the lens is, in photo pixels; places
 * for the shader are device pixels from the top left of the pane.
 */
export function setSplit(
  uniforms: Uniforms,
  frame: Frame,
  pane: PlacedPane,
  pixelRatio: number,
  lensAt: { x: number; y: number } | null,
): boolean {
  const { rectangle, other } = pane;
  const here = flatOf(frame, pane);
  const lens = frame.split === 'lens' && lensAt && here && panePointOf(here, rectangle, lensAt);
  const isShown = frame.mode !== 'photo' && other !== null && (frame.split !== 'lens' || lens);
  uniforms.split.value = isShown ? SPLITS[frame.split] : 0;
  uniforms.referenceShows.value = isShown ? (frame.wipesPhoto || other.shows === 'photo' ? 1 : 2) : 0;
  uniforms.splitAt.value = [
    (lens ? lens.x : frame.splitAt * rectangle.width) * pixelRatio,
    (lens ? lens.y : frame.splitAt * rectangle.height) * pixelRatio,
    LENS_RADIUS * pixelRatio,
  ];
  return Boolean(isShown);
}
