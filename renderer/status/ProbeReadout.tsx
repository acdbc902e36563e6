import { useProbe } from '../state/probe.ts';
import { useActivePane } from '../view/panes.ts';
import { probeText, readingIn } from './probe-text.ts';
import styles from './status.module.css';

/** Pixel, depth and position under the pointer or the crosshair. Spoken when it is moved by keys. */
export function ProbeReadout() {
  const { at, isByKeyboard } = useProbe();
  const pane = useActivePane();
  if (!at || !pane) return <div className={styles.probe} />;
  const { pixel, depth, painted, position, origin } = probeText(at, readingIn(pane, at));
  return (
    <div className={styles.probe} aria-live={isByKeyboard ? 'polite' : 'off'} data-testid="probe">
      <span>{pixel}</span>
      {depth && <span>{depth}</span>}
      {painted && <span>{painted}</span>}
      {position && (
        <span>
          {position}
          {origin && <span className={styles.quiet}>{origin}</span>}
        </span>
      )}
    </div>
  );
}
