import { Button, Tooltip } from '@mantine/core';
import { colourMap } from '../../../contract/colour-maps.ts';
import { CommittedNumber } from '../../controls/CommittedNumber.tsx';
import { type DifferenceTint, limitDifference, useCompareLook } from '../../state/compare-look.ts';
import { differenceColours } from '../../view/difference-colours.ts';
import type { Pane } from '../../view/pane.ts';
import { DIFFERENCE_WORDS } from '../../view/pane-title.ts';
import styles from './bars.module.css';

/** The scale of differences, in its unit, with the place where it ends. It is the same in every pane. */
export function DifferenceBar({ pane }: { pane: Pane }) {
  const tint = pane.tint as DifferenceTint;
  const chosen = useCompareLook((state) => state.limits[tint]);
  const isMetric = pane.other?.shows === 'depth' && pane.other.depth.kind === 'metric';
  const limit = Number(pane.limit.toPrecision(3));
  const unit =
    tint === 'difference'
      ? isMetric
        ? 'm'
        : 'relative'
      : tint === 'ratio'
        ? 'times'
        : tint === 'rank'
          ? 'share'
          : '';
  const words: Record<DifferenceTint, [string, string, string]> = {
    difference: [`−${limit} ${unit}, nearer than the reference`, '0', `+${limit} ${unit}, farther`],
    ratio: [`1/${limit}, nearer than the reference`, '1', `${limit} times as far`],
    'relative-error': ['0', '', `${Number((100 * limit).toPrecision(3))} % and more`],
    rank: [`−${limit}, nearer in its map than in the reference`, '0', `+${limit} of the pixels, farther`],
  };
  if (!isMetric && tint === 'difference') words.difference[0] = `−${limit}, smaller than the reference`;
  if (!isMetric && tint === 'difference') words.difference[2] = `+${limit}, larger`;
  return (
    <section className={styles.bar} aria-label={`Scale of the ${DIFFERENCE_WORDS[tint].toLowerCase()}`}>
      <CommittedNumber
        w={96}
        label={`Ends at${unit ? `, ${unit}` : ''}`}
        min={tint === 'ratio' ? 1.01 : 1e-6}
        max={tint === 'rank' ? 1 : undefined}
        step={limit / 10}
        decimalScale={4}
        value={limit}
        onCommit={(value) => value > (tint === 'ratio' ? 1 : 0) && limitDifference(tint, value)}
      />
      <div className={styles.field} style={{ flex: 1 }}>
        <span className={styles.scaleBar} style={{ backgroundImage: gradient(tint) }} />
        <span className={styles.scaleEnds}>
          {words[tint].map((word) => (
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

function gradient(tint: DifferenceTint): string {
  const table = tint === 'relative-error' ? colourMap('inferno') : differenceColours();
  const stops = Array.from({ length: 18 }, (_, i) => {
    const at = 3 * 15 * i;
    return `rgb(${table[at]} ${table[at + 1]} ${table[at + 2]})`;
  });
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
