import type { Transfer } from '../../../contract/maths/transfer.ts';
import { digitsText, significantText } from '../../language/number-text.ts';
import { text } from '../../language/text.ts';
import { type DifferenceTint, isDifference } from '../../state/compare-look.ts';
import { useLook } from '../../state/look.ts';
import { useRanges } from '../../state/ranges.ts';
import { metresText, oneValueText } from '../../view/depth-text.ts';
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
  return (
    <span className={styles.legendWord}>
      {tint === 'normals' ? text('stage.normals') : text('stage.edgesOnPhoto')}
    </span>
  );
}

function DepthLegend({
  depth: { map, kind, span, shownKind, transfer, isAligned, rangeMap, rangeKey },
}: {
  depth: PaneDepth;
}) {
  const { colourMap, isReversed } = useLook();
  const isChosen = useRanges((state) => state.chosen[rangeKey] !== undefined);
  if (rangeMap.only !== null && !isChosen)
    return <span className={styles.legendWord}>{oneValueText(rangeMap.only, shownKind)}</span>;
  const end = (value: number) => (shownKind === 'metric' ? metresText(value) : significantText(value, 2));
  return (
    <>
      <span className={styles.legendWord}>{text('stage.near')}</span>
      <span className={styles.legendEnd}>{end(span.near)}</span>
      <span className={styles.legendBar} style={{ backgroundImage: depthGradient(colourMap, isReversed) }} />
      <span className={styles.legendEnd}>{end(span.far)}</span>
      <span className={styles.legendWord}>{text('stage.far')}</span>
      <span className={styles.legendFact} title={text('stage.coloursRun')}>
        {transferText(transfer)}
      </span>
      {map.only !== null && (
        <span className={styles.badge} title={oneValueText(map.only, kind)}>
          {oneValueText(map.only, kind)}
        </span>
      )}
      {isAligned && (
        <span
          className={styles.badge}
          title={`${text('stage.coloursAligned')}: ${text('stage.coloursAlignedMeaning')}`}
        >
          {text('stage.coloursAligned')}
        </span>
      )}
    </>
  );
}

/** What a scale is straight in, and its exponent where it has one. */
function transferText({ isInverse, exponent }: Transfer): string {
  const straight = isInverse ? text('stage.straightInverse') : text('stage.straightLinear');
  if (exponent === 1) return straight;
  return text('stage.withExponent', {
    straight,
    exponent: digitsText(String(Number(exponent.toPrecision(2)))),
  });
}

function DifferenceLegend({ pane, tint }: { pane: Pane; tint: DifferenceTint }) {
  const [left, , right] = differenceScaleOf(pane, tint).ends;
  return (
    <>
      <span className={styles.legendWord}>{tint === 'relative-error' ? '' : text('stage.nearer')}</span>
      <span className={styles.legendEnd}>{left}</span>
      <span className={styles.legendBar} style={{ backgroundImage: differenceGradient(tint) }} />
      <span className={styles.legendEnd}>{right}</span>
      <span className={styles.legendWord}>
        {tint === 'relative-error' ? text('stage.off') : text('stage.farther')}
      </span>
    </>
  );
}
