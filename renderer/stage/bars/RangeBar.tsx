import { Button, Popover, Select, Switch, Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { ScaleName } from '../../../contract/maths/transfer.ts';
import { NumberField } from '../../controls/NumberField.tsx';
import { InMenu, useListPlace } from '../../controls/OverflowBar.tsx';
import { fixedText } from '../../language/number-text.ts';
import { text } from '../../language/text.ts';
import { compareLook, isDifference, useCompareLook } from '../../state/compare-look.ts';
import { look, useLook } from '../../state/look.ts';
import { chooseRange, resetRange, type Span, useRanges } from '../../state/ranges.ts';
import { oneValueText } from '../../view/depth-text.ts';
import { moveEnd, placeOnBar } from '../../view/maths/range.ts';
import type { RangeMap } from '../../view/maths/shared-range.ts';
import type { Pane } from '../../view/pane.ts';
import type { PaneDepth } from '../../view/pane-depth.ts';
import { titleOf } from '../../view/pane-title.ts';
import { useActivePane, usePanes } from '../../view/panes.ts';
import styles from './bars.module.css';
import { DifferenceBar } from './DifferenceBar.tsx';
import { Histogram } from './Histogram.tsx';
import { sharingText } from './sharing-text.ts';
import { TintBar } from './TintBar.tsx';
import { WordedSlider } from './WordedSlider.tsx';

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
  { value: 'auto', label: text('stage.scaleInverseAuto') },
  { value: 'inverse', label: text('stage.scaleInverse') },
  { value: 'linear', label: text('stage.scaleLinearInDepth') },
];
const RELATIVE_SCALES: typeof METRIC_SCALES = [
  { value: 'auto', label: text('stage.scaleAuto') },
  { value: 'linear', label: text('stage.scaleLinear') },
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
  const isMetric = shownKind === 'metric';
  const exponent = fixedText(transfer.exponent, 2);
  const buttons = (
    <Button.Group>
      <Tooltip label={text('stage.autoRangeMeaning')}>
        <Button
          variant="default"
          onClick={() => resetRange(rangeKey)}
          disabled={!chosen && gamma === 1 && scale === 'auto'}
        >
          {text('stage.autoRange')}
        </Button>
      </Tooltip>
      <Tooltip label={text('stage.fullRangeMeaning')}>
        <Button
          variant="default"
          disabled={map.only !== null}
          onClick={() => chooseRange(rangeKey, map.whole)}
        >
          {text('stage.fullRange')}
        </Button>
      </Tooltip>
    </Button.Group>
  );
  const settings = (
    <>
      <Sharing panes={panes} rangeKey={rangeKey} isMetric={isMetric} />
      <ScaleSelect isMetric={isMetric} />
      <WordedSlider
        words={text('stage.gammaOf', { exponent })}
        widest={text('stage.gammaOf', { exponent: fixedText(8, 2) })}
        name={text('stage.gamma')}
        spoken={exponent}
        minimum={-1.5}
        maximum={1.5}
        step={0.05}
        value={Math.log2(gamma)}
        onChange={(value) => look({ gamma: 2 ** value })}
        width={84}
        hint={text('stage.gammaMeaning')}
      />
    </>
  );
  return (
    <section
      ref={ref}
      className={styles.bar}
      data-tight={isTight || undefined}
      aria-label={text(isMetric ? 'stage.rangeInMetres' : 'stage.rangeRelative', {
        title: titleOf(pane.content),
      })}
    >
      {map.only !== null && !chosen ? (
        <p className={styles.oneValue}>{oneValueText(map.only, shownKind)}</p>
      ) : (
        <>
          <End end="near" isMetric={isMetric} {...end} />
          <Histogram rangeKey={rangeKey} kind={shownKind} map={map} span={span} transfer={transfer} />
          <End end="far" isMetric={isMetric} {...end} />
        </>
      )}
      {isTight ? (
        <Popover position="top-end" shadow="md" trapFocus>
          <Popover.Target>
            <Button variant="default" aria-label={text('stage.scaleAndRange')}>
              {text('stage.scale')}
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
      w={176}
      label={text('stage.colourScale')}
      comboboxProps={useListPlace()}
      data={isMetric ? METRIC_SCALES : RELATIVE_SCALES}
      value={!isMetric && scale === 'inverse' ? 'linear' : scale}
      onChange={(value) => value && look({ scale: value })}
    />
  );
}

/** Whose scale it is: one for all aligned panes, or one for each. */
function Sharing({
  panes,
  rangeKey,
  isMetric,
}: Pick<Props, 'panes'> & { rangeKey: string; isMetric: boolean }) {
  const isShared = useCompareLook((state) => state.isShared);
  if (panes.filter(({ depth }) => depth).length < 2) return null;
  const alike = panes.filter(({ depth }) => depth?.rangeKey === rangeKey).length;
  return (
    <div className={styles.field}>
      <Switch
        label={text('stage.sharedScale')}
        checked={isShared}
        onChange={(event) => compareLook({ isShared: event.currentTarget.checked })}
      />
      <span className={styles.fieldLabel}>{sharingText(alike, isMetric, isShared)}</span>
    </div>
  );
}

interface EndProps {
  end: 'near' | 'far';
  span: Span;
  map: RangeMap;
  rangeKey: string;
  isMetric: boolean;
  isInverse: boolean;
}

const ENDS = {
  near: { metric: text('stage.nearInMetres'), relative: text('stage.nearRelative') },
  far: { metric: text('stage.farInMetres'), relative: text('stage.farRelative') },
};

function End({ end, span, map, rangeKey, isMetric, isInverse }: EndProps) {
  const width = Math.abs(map.whole.far - map.whole.near);
  const moved = (place: number) => moveEnd(span, map.whole, end, place, isInverse);
  const bounds = [moved(0)[end], moved(1)[end]];
  return (
    <NumberField
      hideControls
      isInBar
      w={84}
      style={{ flex: 'none' }}
      label={ENDS[end][isMetric ? 'metric' : 'relative']}
      decimalScale={6}
      step={width / 100}
      value={Number(span[end].toPrecision(4))}
      minimum={Math.min(...bounds)}
      maximum={Math.max(...bounds)}
      onNumber={(value) => chooseRange(rangeKey, moved(placeOnBar(value, map.whole, isInverse)))}
    />
  );
}
