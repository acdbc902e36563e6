import { text } from '../../language/text.ts';
import { strokeNow, type Tool, useMeasure } from '../../state/measure.ts';
import { useActivePane, usePanes } from '../../view/panes.ts';
import { BoxTable } from './BoxTable.tsx';
import { DistanceTable } from './DistanceTable.tsx';
import styles from './measure.module.css';
import { ProfilePlot } from './ProfilePlot.tsx';

const INVITATIONS: Record<Exclude<Tool, 'none'>, string> = {
  line: text('compare.inviteLine'),
  box: text('compare.inviteBox'),
  distance: text('compare.inviteDistance'),
};

/** Below the panes, what was drawn on them tells. */
export function MeasurePanel() {
  const state = useMeasure();
  const panes = usePanes();
  const active = useActivePane();
  const stroke = strokeNow(state);
  if (state.tool === 'none' || panes.length === 0) return null;
  return (
    <section
      className={styles.panel}
      aria-label={text('compare.measured')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys as well.
      tabIndex={0}
      data-empty={!stroke || undefined}
    >
      {!stroke && <p className={styles.note}>{INVITATIONS[state.tool]}</p>}
      {stroke && state.tool === 'line' && <ProfilePlot panes={panes} active={active} stroke={stroke} />}
      {stroke && state.tool === 'box' && <BoxTable panes={panes} stroke={stroke} />}
      {stroke && state.tool === 'distance' && <DistanceTable panes={panes} stroke={stroke} />}
    </section>
  );
}
