import { text } from '../../language/text.ts';
import type { Stroke } from '../../state/measure.ts';
import type { Pane } from '../../view/pane.ts';
import { titleOf } from '../../view/pane-title.ts';
import { distanceIn } from './distance.ts';
import { KnownLengthForm } from './KnownLengthForm.tsx';
import styles from './measure.module.css';

/** How far two points of the scene are from each other, by every map that is in metres, in its own. */
export function DistanceTable({ panes, stroke }: { panes: readonly Pane[]; stroke: Stroke }) {
  const maps = panes.filter(({ depth, content }) => depth && content?.what !== 'difference');
  return (
    <div className={styles.beside}>
      <KnownLengthForm
        photoId={panes[0].photo.id}
        label={text('compare.knownDistance')}
        length={(metres) => ({ what: 'distance', ...stroke, metres })}
      />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{text('compare.map')}</th>
            <th scope="col">{text('compare.distance')}</th>
            <th scope="col">{text('compare.depthAtStart')}</th>
            <th scope="col">{text('compare.depthAtEnd')}</th>
          </tr>
        </thead>
        <tbody>
          {maps.map((pane) => (
            <Row key={pane.content?.id} pane={pane} stroke={stroke} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ pane, stroke }: { pane: Pane; stroke: Stroke }) {
  const title = titleOf(pane.content);
  const found = distanceIn(pane, stroke);
  if (!found) {
    return (
      <tr>
        <td>{title}</td>
        <td colSpan={3} className={styles.wide}>
          {text('compare.relativeHasNoDistance')}
        </td>
      </tr>
    );
  }
  return (
    <tr>
      <td>{title}</td>
      <td data-testid="distance">{found.distance}</td>
      <td>{found.depthAtStart}</td>
      <td>{found.depthAtEnd}</td>
    </tr>
  );
}
