import { Button, Slider, Tooltip } from '@mantine/core';
import type { Run } from '../../contract/run.ts';
import { look, useLook } from '../state/look.ts';
import { chooseRange, resetRange, useRanges } from '../state/ranges.ts';
import { useStage } from '../state/use-stage.ts';
import { CommittedNumber } from './CommittedNumber.tsx';
import { Histogram } from './Histogram.tsx';
import { moveEnd, placeOnBar, type Span } from './range.ts';
import styles from './Stage.module.css';
import { maps, type SeenMap } from './things.ts';

/** Legend and range in one: the histogram in its colours between the values that are painted as near and as far. */
export function RangeBar() {
  const { activeRun } = useStage();
  const file = activeRun?.result?.view.file ?? '';
  const item = maps.useItems((items) => items[file]);
  if (!activeRun?.result || item?.state !== 'ready') return null;
  return <Bar key={activeRun.id} run={activeRun} map={item.thing} />;
}

function Bar({ run, map }: { run: Run; map: SeenMap }) {
  const chosen = useRanges((state) => state.chosen[run.id]);
  const gamma = useLook((state) => state.gamma);
  const span = chosen ?? map.automatic;
  const isMetric = run.result?.kind === 'metric';
  const unit = isMetric ? 'metres' : 'relative';
  return (
    <section className={styles.bar} aria-label={`Range of ${run.packTitle}, ${unit}`}>
      <End end="near" span={span} map={map} run={run} unit={unit} />
      <Histogram run={run} map={map} span={span} />
      <End end="far" span={span} map={map} run={run} unit={unit} />
      <div className={styles.field} style={{ width: 96 }}>
        <span className={styles.fieldLabel}>Gamma {gamma.toFixed(2)}</span>
        <Slider
          thumbLabel="Gamma"
          thumbProps={{ 'aria-valuetext': gamma.toFixed(2) }}
          min={-1.5}
          max={1.5}
          step={0.05}
          value={Math.log2(gamma)}
          onChange={(value) => look({ gamma: 2 ** value })}
          my={7}
        />
      </div>
      <Button.Group>
        <Tooltip label="From the 1st to the 99th percentile, without gamma (R)">
          <Button variant="default" onClick={() => resetRange(run.id)} disabled={!chosen && gamma === 1}>
            Auto
          </Button>
        </Tooltip>
        <Tooltip label="From the nearest to the farthest value">
          <Button variant="default" onClick={() => chooseRange(run.id, map.whole)}>
            Full
          </Button>
        </Tooltip>
      </Button.Group>
    </section>
  );
}

interface EndProps {
  end: 'near' | 'far';
  span: Span;
  map: SeenMap;
  run: Run;
  unit: string;
}

function End({ end, span, map, run, unit }: EndProps) {
  const width = Math.abs(map.whole.far - map.whole.near);
  return (
    <CommittedNumber
      w={92}
      label={`${end === 'near' ? 'Near' : 'Far'}, ${unit}`}
      decimalScale={width < 0.1 ? 5 : 3}
      step={width / 100}
      value={Number(span[end].toPrecision(4))}
      onCommit={(value) => chooseRange(run.id, moveEnd(span, map.whole, end, placeOnBar(value, map.whole)))}
    />
  );
}
