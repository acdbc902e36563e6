import { useProbe } from '../state/probe.ts';
import { useSelection } from '../state/selection.ts';
import { depthText, metresText } from '../view/depth-text.ts';
import { currentFrame } from '../view/frame.ts';
import { positionAt, valueIn } from '../view/point-at.ts';
import styles from './status.module.css';

/** Pixel, depth and position under the pointer or the crosshair. Spoken when it is moved by keys. */
export function ProbeReadout() {
  const { at, isByKeyboard } = useProbe();
  const activePane = useSelection((state) => state.activePane);
  const frame = at ? currentFrame() : null;
  const pane = frame?.panes[Math.min(activePane, frame.panes.length - 1)];
  if (!at || !pane) return <div className={styles.probe} />;
  const depth = pane.depth ? depthText(valueIn(pane, at), pane.depth.kind) : null;
  const position = positionAt(pane, at);
  return (
    <div className={styles.probe} aria-live={isByKeyboard ? 'polite' : 'off'} data-testid="probe">
      <span>
        pixel {Math.floor(at.x)}, {Math.floor(at.y)}
      </span>
      {depth && <span>depth {depth}</span>}
      {position && (
        <span>
          x {metresText(position[0])} y {metresText(position[1])} z {metresText(position[2])} m
          {pane.depth?.scale.kind !== 'metric' && (
            <span className={styles.quiet}> between stated planes</span>
          )}
        </span>
      )}
    </div>
  );
}
