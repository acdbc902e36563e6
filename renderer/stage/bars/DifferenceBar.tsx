import { Button, Tooltip } from '@mantine/core';
import { NumberField } from '../../controls/NumberField.tsx';
import { text } from '../../language/text.ts';
import { type DifferenceTint, limitDifference, useCompareLook } from '../../state/compare-look.ts';
import { differenceGradient } from '../../view/maths/colour-gradient.ts';
import { differenceScaleOf } from '../../view/maths/difference-scale.ts';
import type { Pane } from '../../view/pane.ts';
import styles from './bars.module.css';

const NAMES = {
  difference: 'stage.scaleOfDifference',
  ratio: 'stage.scaleOfRatio',
  'relative-error': 'stage.scaleOfRelativeError',
  rank: 'stage.scaleOfRank',
} as const;

/** The scale of differences, in its unit, with the place where it ends. It is the same in every pane. */
export function DifferenceBar({ pane, tint }: { pane: Pane; tint: DifferenceTint }) {
  const chosen = useCompareLook((state) => state.limits[tint]);
  const { limit, unit, words, minimum, maximum } = differenceScaleOf(pane, tint);
  return (
    <section className={`${styles.bar} ${styles.wrapping}`} aria-label={text(NAMES[tint])}>
      <NumberField
        hideControls
        isInBar
        w={96}
        label={unit ? text('stage.endsAtUnit', { unit }) : text('stage.endsAt')}
        minimum={minimum}
        maximum={maximum}
        step={limit / 10}
        decimalScale={4}
        value={limit}
        onNumber={(value) => limitDifference(tint, value)}
      />
      <div className={styles.field} style={{ flex: '1 1 220px' }}>
        <span className={styles.scaleBar} style={{ backgroundImage: differenceGradient(tint) }} />
        <span className={styles.scaleEnds}>
          {words.map((word) => (
            <span key={word}>{word}</span>
          ))}
        </span>
      </div>
      <Tooltip label={tint === 'difference' ? text('stage.wherePixelsAre') : text('stage.asAtStart')}>
        <Button
          variant="default"
          disabled={chosen === undefined}
          onClick={() => limitDifference(tint, undefined)}
        >
          {text('stage.autoScale')}
        </Button>
      </Tooltip>
    </section>
  );
}
