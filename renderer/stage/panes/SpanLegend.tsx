import { useLook } from '../../state/look.ts';
import { metresText } from '../../view/depth-text.ts';
import { depthGradient } from '../../view/maths/colour-gradient.ts';
import type { PaneDepth } from '../../view/pane-depth.ts';
import styles from './panes.module.css';

/** The colour scale of one pane, as small as it can be read: near on the left. */
export function SpanLegend({ depth: { span, shownKind } }: { depth: PaneDepth }) {
  const { colourMap, isReversed } = useLook();
  const text = (value: number) => (shownKind === 'metric' ? metresText(value) : value.toFixed(2));
  return (
    <span className={styles.captionLegend}>
      {text(span.near)}
      <span
        className={styles.captionScale}
        style={{ backgroundImage: depthGradient(colourMap, isReversed) }}
      />
      {text(span.far)} {shownKind === 'metric' ? 'm' : ''}
    </span>
  );
}
