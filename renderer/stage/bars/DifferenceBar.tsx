import { Button, Tooltip } from '@mantine/core';
import { CommittedNumber } from '../../controls/CommittedNumber.tsx';
import { type DifferenceTint, limitDifference, useCompareLook } from '../../state/compare-look.ts';
import { differenceGradient } from '../../view/maths/colour-gradient.ts';
import { differenceScaleOf } from '../../view/maths/difference-scale.ts';
import type { Pane } from '../../view/pane.ts';
import { DIFFERENCE_WORDS } from '../../view/pane-title.ts';
import styles from './bars.module.css';

/** The scale of differences, in its unit, with the place where it ends. It is the same in every pane. */
export function DifferenceBar({ pane, tint }: { pane: Pane; tint: DifferenceTint }) {
  const chosen = useCompareLook((state) => state.limits[tint]);
  const { limit, unit, words, above, minimum, maximum } = differenceScaleOf(pane, tint);
  return (
    <section
      className={`${styles.bar} ${styles.wrapping}`}
      aria-label={`Scale of the ${DIFFERENCE_WORDS[tint].toLowerCase()}`}
    >
      <CommittedNumber
        w={96}
        label={`Ends at${unit ? `, ${unit}` : ''}`}
        min={minimum}
        max={maximum}
        step={limit / 10}
        decimalScale={4}
        value={limit}
        onCommit={(value) => value > above && limitDifference(tint, value)}
      />
      <div className={styles.field} style={{ flex: '1 1 220px' }}>
        <span className={styles.scaleBar} style={{ backgroundImage: differenceGradient(tint) }} />
        <span className={styles.scaleEnds}>
          {words.map((word) => (
            <span key={word}>{word}</span>
          ))}
        </span>
      </div>
      <Tooltip label={tint === 'difference' ? 'Where 98 % of the pixels are' : 'As at the start'}>
        <Button
          variant="default"
          disabled={chosen === undefined}
          onClick={() => limitDifference(tint, undefined)}
        >
          Auto
        </Button>
      </Tooltip>
    </section>
  );
}
