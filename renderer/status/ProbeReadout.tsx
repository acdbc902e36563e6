import { useProbe } from '../state/probe.ts';
import { useSelection } from '../state/selection.ts';
import { type ProbeReading, probeText } from './probe-text.ts';
import styles from './status.module.css';

/** Reads what a pane shows at a point of the photo; null where there is no such pane. */
export type ReadProbe = (at: { x: number; y: number }, paneIndex: number) => ProbeReading | null;

/** Pixel, depth and position under the pointer or the crosshair. Spoken when it is moved by keys. */
export function ProbeReadout({ read }: { read: ReadProbe }) {
  const { at, isByKeyboard } = useProbe();
  const activePane = useSelection((state) => state.activePane);
  const reading = at && read(at, activePane);
  if (!at || !reading) return <div className={styles.probe} />;
  const { pixel, depth, position, origin } = probeText(at, reading);
  return (
    <div className={styles.probe} aria-live={isByKeyboard ? 'polite' : 'off'} data-testid="probe">
      <span>{pixel}</span>
      {depth && <span>{depth}</span>}
      {position && (
        <span>
          {position}
          {origin && <span className={styles.quiet}>{origin}</span>}
        </span>
      )}
    </div>
  );
}
