import type { Stroke } from '../../state/measure.ts';
import { metresText } from '../../view/depth-text.ts';
import type { Pane } from '../../view/pane.ts';
import { titleOf } from '../../view/pane-title.ts';
import { positionAt } from '../../view/point-at.ts';
import { KnownLengthForm } from './KnownLengthForm.tsx';
import styles from './measure.module.css';

/** How far two points of the scene are from each other, by every map; only where its metres are its own or aligned. */
export function DistanceTable({ panes, stroke: { from, to } }: { panes: readonly Pane[]; stroke: Stroke }) {
  const maps = panes.filter(({ depth, content }) => depth && content?.what !== 'difference');
  return (
    <div className={styles.beside}>
      <KnownLengthForm
        photoId={panes[0].photo.id}
        label="Known distance"
        length={(metres) => ({ what: 'distance', from, to, metres })}
      />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Map</th>
            <th scope="col">Distance</th>
            <th scope="col">Depth at start</th>
            <th scope="col">Depth at end</th>
          </tr>
        </thead>
        <tbody>
          {maps.map((pane) => (
            <Row key={pane.content?.id} pane={pane} from={from} to={to} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ pane, from, to }: { pane: Pane } & Stroke) {
  const title = titleOf(pane.content);
  if (pane.depth?.scale.kind !== 'metric') {
    return (
      <tr>
        <td>{title}</td>
        <td colSpan={3} className={styles.wide}>
          It is relative: align it to a metric reference, or calibrate it with a known length.
        </td>
      </tr>
    );
  }
  const [a, b] = [positionAt(pane, from), positionAt(pane, to)];
  const text = (metres: number | undefined) => (metres === undefined ? '–' : `${metresText(metres)} m`);
  return (
    <tr>
      <td>{title}</td>
      <td data-testid="distance">
        {a && b ? `${Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]).toFixed(3)} m` : '–'}
      </td>
      <td>{text(a?.[2])}</td>
      <td>{text(b?.[2])}</td>
    </tr>
  );
}
