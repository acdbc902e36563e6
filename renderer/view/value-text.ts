import { type DepthKind, isLargerNearer } from '../../contract/depth-map.ts';
import { depthText } from './depth-text.ts';
import { knownRanks, rankOf } from './maths/rank.ts';
import { valueAt } from './maths/ray-cast.ts';
import type { Pane } from './pane.ts';
import { alignedValue, type PaneDepth } from './pane-depth.ts';
import { valueIn } from './point-at.ts';

/** What a pane says about a photo point: its value, and where it is aligned what that is in the reference's unit. */
export function valueTextIn(
  pane: Pane,
  point: { x: number; y: number },
): { own: string | null; text: string } | null {
  const { depth, isReference } = pane;
  if (!depth) return null;
  const raw = valueIn(pane, point);
  const own = depthText(raw, depth.kind);
  if (pane.tint === 'rank' && pane.other?.shows === 'depth' && !pane.unavailable) {
    const { depth: reference } = pane.other;
    const there = valueAt({ ...reference.map, photo: pane.photo }, point.x, point.y);
    return { own, text: rankText(rankIn(depth, raw) - rankIn(reference, there)) };
  }
  if (!depth.alignedBy || isReference || Number.isNaN(raw)) return { own: null, text: own };
  const kind = pane.other?.shows === 'depth' ? pane.other.depth.kind : depth.shownKind;
  const aligned = alignedValue(raw, depth);
  if (pane.content?.what === 'difference' && pane.other?.shows === 'depth') {
    const reference = valueAt({ ...pane.other.depth.map, photo: pane.photo }, point.x, point.y);
    return { own: null, text: differenceText(pane.tint, aligned, reference, kind) };
  }
  return { own, text: depthText(aligned, kind) };
}

function rankIn({ map, kind }: PaneDepth, value: number): number {
  return rankOf(value, knownRanks(map, isLargerNearer(kind)));
}

function rankText(apart: number): string {
  if (Number.isNaN(apart)) return 'no value';
  return `${apart >= 0 ? '+' : '−'}${Math.abs(apart).toFixed(3)} of the pixels`;
}

/** An aligned value p against the reference g, as the pane paints it. */
function differenceText(tint: Pane['tint'], p: number, g: number, kind: DepthKind): string {
  if (Number.isNaN(p) || Number.isNaN(g)) return 'no value';
  if (tint === 'ratio') return `${(p / g).toFixed(3)} times`;
  if (tint === 'relative-error') return `${((100 * Math.abs(p - g)) / g).toFixed(1)} %`;
  const sign = p >= g ? '+' : '−';
  return `${sign}${depthText(Math.abs(p - g), kind)}`;
}
