import { isLargerNearer } from '../../contract/depth-kind.ts';
import type { DepthKind } from '../../contract/depth-map.ts';
import { mapped } from '../../contract/maths/mapping.ts';
import { fixedText, withUnit } from '../language/number-text.ts';
import { text } from '../language/text.ts';
import { isDifference } from '../state/compare-look.ts';
import { depthText } from './depth-text.ts';
import { knownRanks, rankOf } from './maths/rank.ts';
import { valueAt } from './maths/ray-cast.ts';
import type { Pane } from './pane.ts';
import { alignedValue, type PaneDepth } from './pane-depth.ts';
import { valueIn } from './point-at.ts';

/** What a pane says about a photo point. */
interface ValueText {
  /** The map's own value with its unit, where the colour under the point means something else; else null. */
  own: string | null;
  /** What the colour under the point means, with its unit. */
  text: string;
}

/** What a pane paints at a photo point, beside the map's own value; null where it paints no value. */
export function valueTextIn(pane: Pane, point: { x: number; y: number }): ValueText | null {
  const { depth } = pane;
  if (!depth) return null;
  const raw = valueIn(pane, point);
  const own = depthText(raw, depth.kind);
  const painted = paintedText(pane, depth, raw, point);
  return painted === null ? { own: null, text: own } : { own, text: painted };
}

/** What is painted, where that is not the map's own value. */
function paintedText(
  { tint, unavailable, other, photo }: Pane,
  depth: PaneDepth,
  raw: number,
  point: { x: number; y: number },
): string | null {
  if (isDifference(tint)) {
    if (unavailable || other?.shows !== 'depth') return null;
    const reference = valueAt({ ...other.depth.map, photo }, point.x, point.y);
    return tint === 'rank'
      ? rankText(rankIn(depth, raw) - rankIn(other.depth, reference))
      : differenceText(tint, alignedValue(raw, depth), reference, other.depth.kind);
  }
  if (tint !== 'depth' || !depth.isAligned || Number.isNaN(raw)) return null;
  return text('view.alignedValue', { value: depthText(mapped(raw, depth.shownBy), depth.shownKind) });
}

function rankIn({ map, kind }: PaneDepth, value: number): number {
  return rankOf(value, knownRanks(map, isLargerNearer(kind)));
}

function rankText(apart: number): string {
  if (Number.isNaN(apart)) return text('view.noValue');
  const sign = apart >= 0 ? '+' : '−';
  return text('view.rankApart', { apart: `${sign}${fixedText(Math.abs(apart), 3)}` });
}

/** An aligned value p against the reference g, as the pane paints it. */
function differenceText(tint: Pane['tint'], p: number, g: number, kind: DepthKind): string {
  if (Number.isNaN(p) || Number.isNaN(g)) return text('view.noValue');
  if (tint === 'ratio') return text('view.timesReference', { ratio: fixedText(p / g, 3) });
  if (tint === 'relative-error') return withUnit(fixedText((100 * Math.abs(p - g)) / g, 1), '%');
  const sign = p >= g ? '+' : '−';
  return `${sign}${depthText(Math.abs(p - g), kind)}`;
}
