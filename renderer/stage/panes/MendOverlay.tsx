import type { FlatCamera } from '../../state/camera.ts';
import { useMend } from '../../state/mend/mend.ts';
import { useProbe } from '../../state/probe.ts';
import { type Frame, flatOf, type PlacedPane } from '../../view/frame.ts';
import { panePointOf } from '../../view/maths/flat-camera.ts';
import styles from './panes.module.css';

/** The stroke that is being drawn, and the brush where the pointer or the crosshair is. */
export function MendOverlay({ frame, pane }: { frame: Frame; pane: PlacedPane }) {
  const isMended = useMend(({ session }) => session !== null && pane.content?.id === session.runId);
  const here = isMended && frame.mode === 'depth' ? flatOf(frame, pane) : null;
  return here && <Drawn here={here} rectangle={pane.rectangle} />;
}

/** Of the one pane that is mended: no other is drawn anew as the pointer moves. */
function Drawn({ here, rectangle }: { here: FlatCamera; rectangle: PlacedPane['rectangle'] }) {
  const { tool, radius, drawn } = useMend();
  const at = useProbe((state) => state.at);
  const { left, top, width, height } = rectangle;
  const place = (x: number, y: number) => panePointOf(here, rectangle, { x, y });
  const path = (drawn ?? []).map(([x, y]) => place(x, y));
  const points = path.map(({ x, y }) => `${x},${y}`).join(' ');
  const cursor = at && tool === 'brush' ? place(at.x, at.y) : null;
  const size = radius * here.scale;
  return (
    <svg
      className={styles.mended}
      style={{ left, top, width, height }}
      aria-hidden="true"
      data-testid="mend-overlay"
    >
      {tool === 'brush' && path.length > 0 && (
        <polyline
          points={path.length > 1 ? points : `${points} ${path[0].x + 0.1},${path[0].y}`}
          className={styles.brushed}
          strokeWidth={2 * size}
        />
      )}
      {tool === 'lasso' && path.length > 0 && (
        <>
          <polygon points={points} className={styles.lassoUnder} />
          <polygon points={points} className={styles.lassoOver} />
        </>
      )}
      {cursor && (
        <>
          <circle cx={cursor.x} cy={cursor.y} r={size} className={styles.lassoUnder} />
          <circle cx={cursor.x} cy={cursor.y} r={size} className={styles.lassoOver} />
        </>
      )}
    </svg>
  );
}
