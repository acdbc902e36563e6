import type { Stroke } from '../../state/measure.ts';
import { metresText } from '../../view/depth-text.ts';
import type { Pane } from '../../view/pane.ts';
import { positionAt } from '../../view/point-at.ts';

/** What is said of two points of the scene by one map. */
export interface Distance {
  distance: string;
  depthAtStart: string;
  depthAtEnd: string;
}

const NOTHING = '–';

/** The distance between two points of the scene in metres; null where the map has none of its own. */
export function distanceIn(pane: Pick<Pane, 'depth' | 'photo'>, { from, to }: Stroke): Distance | null {
  if (pane.depth?.scale.kind !== 'metric') return null;
  const [a, b] = [positionAt(pane, from), positionAt(pane, to)];
  const text = (metres: number | undefined) => (metres === undefined ? NOTHING : metresText(metres));
  const metres = a && b && Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  return {
    distance: metres === null ? NOTHING : metresText(metres, 3),
    depthAtStart: text(a?.[2]),
    depthAtEnd: text(b?.[2]),
  };
}
