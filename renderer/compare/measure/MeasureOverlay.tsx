import { cornersOf, type Point, strokeNow, useMeasure } from '../../state/measure.ts';
import type { Frame, PlacedPane } from '../../view/frame.ts';
import { placeInPane } from '../../view/point-at.ts';
import styles from '../styles/compare.module.css';

/** What was drawn to be measured, in every pane at the same place of the photo. */
export function MeasureOverlay({ frame, pane }: { frame: Frame; pane: PlacedPane }) {
  const state = useMeasure();
  const stroke = strokeNow(state);
  if (!stroke || frame.mode === 'photo') return null;
  const { left, top, width, height } = pane.rectangle;
  const place = (point: Point) => placeInPane(frame, pane, point);
  const from = place(stroke.from);
  const to = place(stroke.to);
  const corners = cornersOf(stroke, state.tool).map(place);
  const path = corners.flatMap((point) => (point ? `${point.x},${point.y}` : [])).join(' ');
  return (
    <svg className={styles.drawn} style={{ left, top, width, height }} aria-hidden="true">
      <polyline points={path} className={styles.drawnUnder} />
      <polyline points={path} className={styles.drawnOver} />
      {state.tool !== 'box' &&
        [from, to].map(
          // biome-ignore lint/suspicious/noArrayIndexKey: there are exactly two ends.
          (point, index) => point && <circle key={index} cx={point.x} cy={point.y} r="3.500" />,
        )}
    </svg>
  );
}
