import type { DepthKind } from '../../../contract/depth-map.ts';
import { IDENTITY, mapped } from '../../../contract/maths/mapping.ts';
import { text } from '../../language/text.ts';
import type { Stroke } from '../../state/measure.ts';
import { valueAt } from '../../view/maths/ray-cast.ts';
import type { Pane } from '../../view/pane.ts';
import { titleOf } from '../../view/pane-title.ts';
import { columnTitle } from './profile-csv.ts';

/** Values along a line in one pane: its own, or where that says so aligned to the reference. */
export interface Profile {
  title: string;
  /** Its title in files. */
  column: string;
  kind: DepthKind;
  /** One for each place; NaN where there is none. */
  values: number[];
}

export interface Profiles {
  /** Photo points along the line, from its start to its end. */
  places: { x: number; y: number; pixels: number }[];
  /** In one unit, so that they can stand in one plot. */
  alike: Profile[];
  /** Titles of panes whose values are in another unit. */
  others: string[];
  kind: DepthKind;
}

const MOST = 600;

/** Samples every map that the panes show along a line, a place for each photo pixel (at most 600), by the pixel underneath. */
export function profilesAlong(
  { from, to }: Stroke,
  panes: readonly Pane[],
  active: Pane | undefined,
): Profiles {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const count = Math.min(MOST, Math.max(2, Math.round(length) + 1));
  const places = Array.from({ length: count }, (_, i) => {
    const share = i / (count - 1);
    return {
      x: from.x + (to.x - from.x) * share,
      y: from.y + (to.y - from.y) * share,
      pixels: length * share,
    };
  });
  const profiles = panes.flatMap((pane): Profile[] => {
    const { depth, content, photo } = pane;
    if (!depth || content?.what === 'difference') return [];
    const map = { ...depth.map, photo };
    // A run in metres is measured in its own; only a relative map has none to stand in one plot with the others.
    const isAligned = depth.isAligned && depth.kind !== 'metric';
    const by = isAligned ? depth.shownBy : IDENTITY;
    const values = places.map(({ x, y }) => mapped(valueAt(map, x, y), by));
    const title = titleOf(content);
    const column = columnTitle(content, isAligned);
    return isAligned
      ? [{ title: text('compare.alignedMap', { title }), column, kind: depth.shownKind, values }]
      : [{ title, column, kind: depth.kind, values }];
  });
  const kind = active?.depth?.shownKind ?? profiles[0]?.kind ?? 'metric';
  return {
    places,
    alike: profiles.filter((profile) => profile.kind === kind),
    others: profiles.filter((profile) => profile.kind !== kind).map(({ title }) => title),
    kind,
  };
}

/** Smallest and largest value of all profiles; 0..1 where there is none. */
export function rangeOfProfiles(profiles: readonly Profile[]): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { values } of profiles) {
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (!(high >= low)) return { low: 0, high: 1 };
  return high > low ? { low, high } : { low: low - 0.5, high: high + 0.5 };
}

/** Index of the place nearest to a photo point; null where that is farther away than `reach` photo pixels. */
export function nearestPlace(
  places: Profiles['places'],
  point: { x: number; y: number },
  reach: number,
): number | null {
  let best = -1;
  let least = reach;
  for (const [i, { x, y }] of places.entries()) {
    const distance = Math.hypot(x - point.x, y - point.y);
    if (distance > least) continue;
    least = distance;
    best = i;
  }
  return best < 0 ? null : best;
}
