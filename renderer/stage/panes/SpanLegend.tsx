import { transferText } from '../../../contract/maths/transfer.ts';
import { type DifferenceTint, isDifference } from '../../state/compare-look.ts';
import { useLook } from '../../state/look.ts';
import { metresText } from '../../view/depth-text.ts';
import { depthGradient, differenceGradient } from '../../view/maths/colour-gradient.ts';
import { differenceScaleOf } from '../../view/maths/difference-scale.ts';
import type { Pane } from '../../view/pane.ts';
import type { PaneDepth } from '../../view/pane-depth.ts';
import styles from './panes.module.css';

/** The colour bar of a pane, with what stands at its ends and how colours run between them. */
export function SpanLegend({ pane }: { pane: Pane }) {
  const { depth, tint, unavailable } = pane;
  if (!depth) return null;
  if (isDifference(tint)) return unavailable ? null : <DifferenceLegend pane={pane} tint={tint} />;
  if (tint === 'depth') return <DepthLegend depth={depth} />;
  return <span className={styles.legendWord}>{tint === 'normals' ? 'Normals' : 'Edges on the photo'}</span>;
}

function DepthLegend({ depth: { span, shownKind, transfer, isAligned } }: { depth: PaneDepth }) {
  const { colourMap, isReversed } = useLook();
  const text = (value: number) => (shownKind === 'metric' ? `${metresText(value)} m` : value.toFixed(2));
  return (
    <>
      <span className={styles.legendWord}>near</span>
      <span className={styles.legendEnd}>{text(span.near)}</span>
      <span className={styles.legendBar} style={{ backgroundImage: depthGradient(colourMap, isReversed) }} />
      <span className={styles.legendEnd}>{text(span.far)}</span>
      <span className={styles.legendWord}>far</span>
      <span className={styles.legendFact} title="How colours run between near and far">
        {transferText(transfer)}
      </span>
      {isAligned && (
        <span
          className={styles.badge}
          title="Its colours are aligned to the reference. Measures, 3D and files are its own values."
        >
          colours aligned
        </span>
      )}
    </>
  );
}

function DifferenceLegend({ pane, tint }: { pane: Pane; tint: DifferenceTint }) {
  const [left, , right] = differenceScaleOf(pane, tint).ends;
  return (
    <>
      <span className={styles.legendWord}>{tint === 'relative-error' ? '' : 'nearer'}</span>
      <span className={styles.legendEnd}>{left}</span>
      <span className={styles.legendBar} style={{ backgroundImage: differenceGradient(tint) }} />
      <span className={styles.legendEnd}>{right}</span>
      <span className={styles.legendWord}>{tint === 'relative-error' ? 'off' : 'farther'}</span>
    </>
  );
}
