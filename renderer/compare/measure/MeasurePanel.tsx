import { strokeNow, type Tool, useMeasure } from '../../state/measure.ts';
import { useActivePane, usePanes } from '../../view/panes.ts';
import { BoxTable } from './BoxTable.tsx';
import { DistanceTable } from './DistanceTable.tsx';
import styles from './measure.module.css';
import { ProfilePlot } from './ProfilePlot.tsx';

const INVITATIONS: Record<Exclude<Tool, 'none'>, string> = {
  line: 'Draw a line on a picture, or set its ends with arrows and Enter: its profile in every pane stands here.',
  box: 'Draw a box on a picture, or set its corners with arrows and Enter: its statistics and its flatness in every map stand here.',
  distance:
    'Draw from one point to another, or set them with arrows and Enter: their distance in metres stands here.',
};

/** Below the panes, what was drawn on them tells. */
export function MeasurePanel() {
  const state = useMeasure();
  const panes = usePanes();
  const active = useActivePane();
  const stroke = strokeNow(state);
  if (state.tool === 'none' || panes.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys as well.
    <section className={styles.panel} aria-label="Measured" tabIndex={0}>
      {!stroke && <p className={styles.note}>{INVITATIONS[state.tool]}</p>}
      {stroke && state.tool === 'line' && <ProfilePlot panes={panes} active={active} stroke={stroke} />}
      {stroke && state.tool === 'box' && <BoxTable panes={panes} stroke={stroke} />}
      {stroke && state.tool === 'distance' && <DistanceTable panes={panes} stroke={stroke} />}
    </section>
  );
}
