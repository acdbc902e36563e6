import { Button, Popover, Select, Slider, Switch, Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { ScaleName } from '../../../contract/maths/transfer.ts';
import { CommittedNumber } from '../../controls/CommittedNumber.tsx';
import { InMenu, useListPlace } from '../../controls/OverflowBar.tsx';
import { compareLook, isDifference, useCompareLook } from '../../state/compare-look.ts';
import { look, useLook } from '../../state/look.ts';
import { chooseRange, resetRange, type Span, useRanges } from '../../state/ranges.ts';
import { moveEnd, placeOnBar } from '../../view/maths/range.ts';
import type { Pane } from '../../view/pane.ts';
import type { PaneDepth } from '../../view/pane-depth.ts';
import { titleOf } from '../../view/pane-title.ts';
import { useActivePane, usePanes } from '../../view/panes.ts';
import type { ViewMap } from '../../view/resources.ts';
import styles from './bars.module.css';
import { DifferenceBar } from './DifferenceBar.tsx';
import { Histogram } from './Histogram.tsx';
import { TintBar } from './TintBar.tsx';

/** Legend and range in one, of what the active pane shows. */
export function RangeBar() {
  const panes = usePanes();
  const pane = useActivePane();
  const different = panes.find((each) => isDifference(each.tint) && !each.unavailable);
  const tint = useCompareLook((state) => state.tint);
  // What most panes are painted as goes before what the active one is.
  const shown = (isDifference(tint) && different) || (pane?.depth ? pane : panes.find((each) => each.depth));
  if (!shown?.depth) return null;
  if (isDifference(shown.tint) && !shown.unavailable) return <DifferenceBar pane={shown} tint={shown.tint} />;
  if (shown.tint === 'normals' || shown.tint === 'edges') return <TintBar tint={shown.tint} />;
  return <Bar key={shown.depth.rangeKey} pane={shown} depth={shown.depth} panes={panes} />;
}

interface Props {
  pane: Pane;
  depth: PaneDepth;
  panes: readonly Pane[];
}

const METRIC_SCALES: { value: ScaleName; label: string }[] = [
  { value: 'auto', label: '1/depth, automatic' },
  { value: 'inverse', label: '1/depth' },
  { value: 'linear', label: 'Linear in depth' },
];
const RELATIVE_SCALES: typeof METRIC_SCALES = [
  { value: 'auto', label: 'Automatic' },
  { value: 'linear', label: 'Linear' },
];

/** Narrower, in CSS pixels, the settings fold into a menu, so that the histogram keeps its room. */
const TIGHT = 860;
const NARROW = 560;

/** The histogram in its colours between the values that are painted as near and as far. */
function Bar({ pane, depth, panes }: Props) {
  const { rangeKey, rangeMap: map, shownKind, span, transfer } = depth;
  const chosen = useRanges((state) => state.chosen[rangeKey]);
  const { gamma, scale } = useLook();
  const { ref, width } = useElementSize<HTMLElement>();
  const isTight = width > 0 && width < TIGHT;
  const isNarrow = width > 0 && width < NARROW;
  const end = { span, map, rangeKey, isInverse: transfer.isInverse };
  const unit = shownKind === 'metric' ? 'metres' : 'relative';
  const buttons = (
    <Button.Group>
      <Tooltip label="From the 1st to the 99th percentile, with the automatic scale (R)">
        <Button
          variant="default"
          onClick={() => resetRange(rangeKey)}
          disabled={!chosen && gamma === 1 && scale === 'auto'}
        >
          Auto
        </Button>
      </Tooltip>
      <Tooltip label="From the nearest to the farthest value">
        <Button variant="default" onClick={() => chooseRange(rangeKey, map.whole)}>
          Full
        </Button>
      </Tooltip>
    </Button.Group>
  );
  const settings = (
    <>
      <Sharing panes={panes} rangeKey={rangeKey} unit={unit} />
      <ScaleSelect isMetric={shownKind === 'metric'} />
      <div className={styles.field} style={{ width: 84 }}>
        <span className={styles.fieldLabel} title="The exponent on nearness, after the scale">
          Gamma {transfer.exponent.toFixed(2)}
        </span>
        <Slider
          thumbLabel="Gamma"
          thumbProps={{ 'aria-valuetext': transfer.exponent.toFixed(2) }}
          min={-1.5}
          max={1.5}
          step={0.05}
          value={Math.log2(gamma)}
          onChange={(value) => look({ gamma: 2 ** value })}
          my={7}
        />
      </div>
    </>
  );
  return (
    <section
      ref={ref}
      className={styles.bar}
      data-tight={isTight || undefined}
      aria-label={`Range of ${titleOf(pane.content)}, ${unit}`}
    >
      <End end="near" unit={unit} {...end} />
      <Histogram rangeKey={rangeKey} kind={shownKind} map={map} span={span} transfer={transfer} />
      <End end="far" unit={unit} {...end} />
      {isTight ? (
        <Popover position="top-end" shadow="md" trapFocus>
          <Popover.Target>
            <Button variant="default" aria-label="Scale and range">
              Scale
            </Button>
          </Popover.Target>
          <Popover.Dropdown className={styles.folded}>
            <InMenu value={true}>
              {settings}
              {isNarrow && buttons}
            </InMenu>
          </Popover.Dropdown>
        </Popover>
      ) : (
        settings
      )}
      {!isNarrow && buttons}
    </section>
  );
}

function ScaleSelect({ isMetric }: { isMetric: boolean }) {
  const scale = useLook((state) => state.scale);
  return (
    <Select
      w={158}
      label="Colour scale"
      comboboxProps={useListPlace()}
      data={isMetric ? METRIC_SCALES : RELATIVE_SCALES}
      value={!isMetric && scale === 'inverse' ? 'linear' : scale}
      onChange={(value) => value && look({ scale: value })}
    />
  );
}

/** Whose scale it is: one for all aligned panes, or one for each. */
function Sharing({ panes, rangeKey, unit }: { panes: readonly Pane[]; rangeKey: string; unit: string }) {
  const isShared = useCompareLook((state) => state.isShared);
  if (panes.filter(({ depth }) => depth).length < 2) return null;
  const alike = panes.filter(({ depth }) => depth?.rangeKey === rangeKey).length;
  return (
    <div className={styles.field}>
      <Switch
        label="Shared scale"
        checked={isShared}
        onChange={(event) => compareLook({ isShared: event.currentTarget.checked })}
      />
      <span className={styles.fieldLabel}>
        {alike > 1 ? `${alike} panes, in ${unit}` : 'of this pane alone'}
      </span>
    </div>
  );
}

interface EndProps {
  end: 'near' | 'far';
  span: Span;
  map: ViewMap;
  rangeKey: string;
  unit: string;
  isInverse: boolean;
}

function End({ end, span, map, rangeKey, unit, isInverse }: EndProps) {
  const width = Math.abs(map.whole.far - map.whole.near);
  return (
    <CommittedNumber
      w={84}
      style={{ flex: 'none' }}
      label={`${end === 'near' ? 'Near' : 'Far'}, ${unit === 'metres' ? 'm' : unit}`}
      decimalScale={width < 0.1 ? 5 : 3}
      step={width / 100}
      value={Number(span[end].toPrecision(4))}
      onCommit={(value) =>
        chooseRange(
          rangeKey,
          moveEnd(span, map.whole, end, placeOnBar(value, map.whole, isInverse), isInverse),
        )
      }
    />
  );
}
