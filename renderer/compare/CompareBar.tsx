import { SegmentedControl, Select, Slider, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { OverflowBar, type OverflowItem, useListPlace } from '../controls/OverflowBar.tsx';
import { text } from '../language/text.ts';
import {
  compareLook,
  type Layout,
  type Split,
  TINTS,
  type Tint,
  useCompareLook,
} from '../state/compare-look.ts';
import { useLook } from '../state/look.ts';
import { chooseTool, type Tool, useMeasure } from '../state/measure.ts';
import { useMend } from '../state/mend/mend.ts';
import { useStage } from '../state/use-stage.ts';
import { useCurrentComparison } from '../view/current-comparison.ts';
import { toggleMending } from '../view/mend/mending.ts';
import { DIFFERENCE_WORDS } from '../view/pane-title.ts';
import { AddPane } from './AddPane.tsx';
import {
  BoxIcon,
  BrushIcon,
  ContourIcon,
  FocusIcon,
  GridIcon,
  LensIcon,
  LineIcon,
  NoSplitIcon,
  RowIcon,
  RulerIcon,
  WipeHorizontalIcon,
  WipeVerticalIcon,
} from './icons.tsx';
import { LabelledToggle } from './LabelledToggle.tsx';
import styles from './styles/compare.module.css';

const TINT_LABELS: Readonly<Record<Tint, string>> = {
  depth: text('compare.tintDepth'),
  ...DIFFERENCE_WORDS,
  normals: text('compare.tintNormals'),
  edges: text('compare.tintEdges'),
};

interface Option<Value extends string> {
  value: Value;
  icon: ReactNode;
  /** What stands below the icon. */
  word: string;
  label: string;
}

const SPLITS: Option<Split>[] = [
  { value: 'none', icon: <NoSplitIcon />, word: text('compare.wholeWord'), label: text('compare.wholePane') },
  {
    value: 'vertical',
    icon: <WipeVerticalIcon />,
    word: text('compare.wipeWord'),
    label: text('compare.wipeFromLeft'),
  },
  {
    value: 'horizontal',
    icon: <WipeHorizontalIcon />,
    word: text('compare.downWord'),
    label: text('compare.wipeFromAbove'),
  },
  { value: 'lens', icon: <LensIcon />, word: text('compare.lensWord'), label: text('compare.lensAtPointer') },
];
const TOOLS: Option<Tool>[] = [
  {
    value: 'line',
    icon: <LineIcon />,
    word: text('compare.profileWord'),
    label: text('compare.profileTool'),
  },
  { value: 'box', icon: <BoxIcon />, word: text('compare.boxWord'), label: text('compare.boxTool') },
  {
    value: 'distance',
    icon: <RulerIcon />,
    word: text('compare.distanceWord'),
    label: text('compare.distanceTool'),
  },
];
const LAYOUTS: Option<Layout>[] = [
  { value: 'grid', icon: <GridIcon />, word: text('compare.gridLayout'), label: text('compare.gridLayout') },
  { value: 'row', icon: <RowIcon />, word: text('compare.rowLayout'), label: text('compare.rowLayout') },
  { value: 'focus', icon: <FocusIcon />, word: text('compare.largeWord'), label: text('compare.oneLarge') },
];

/** The second line above the picture: how panes are painted, split against photo or reference, measured and arranged. */
export function CompareBar() {
  const { photo, panes } = useStage();
  const { mode } = useLook();
  const { layout } = useCompareLook();
  if (!photo || mode === 'photo' || panes.length === 0) return null;
  const items: (OverflowItem | false)[] = [
    mode === 'depth' && { id: 'tint', isKept: true, node: <TintChoice /> },
    mode === 'depth' && { id: 'photo', isKept: true, node: <PhotoWipe /> },
    mode === 'depth' && { id: 'split', node: <SplitChoice /> },
    mode === 'depth' && { id: 'mend', isKept: true, node: <Mend /> },
    ...TOOLS.map((tool) => mode === 'depth' && { id: tool.value, node: <ToolToggle {...tool} /> }),
    mode === 'depth' && { id: 'over', node: <OverPhoto /> },
    panes.length > 1 && {
      id: 'layout',
      isPushed: true,
      node: (
        <Choice
          name={text('compare.layout')}
          options={LAYOUTS}
          value={layout}
          onChange={(layout) => compareLook({ layout })}
        />
      ),
    },
  ];
  return (
    <OverflowBar label={text('compare.compareBar')} className={styles.bar} items={items} end={<AddPane />} />
  );
}

function TintChoice() {
  const tint = useCompareLook((state) => state.tint);
  return (
    <Select
      comboboxProps={useListPlace()}
      w={150}
      aria-label={text('compare.paintMapsAs')}
      data={TINTS.map((value) => ({ value, label: TINT_LABELS[value] }))}
      value={tint}
      onChange={(tint) => tint && compareLook({ tint })}
    />
  );
}

/** The photo beside the depth, at one click. */
function PhotoWipe() {
  const { split, wipesPhoto } = useCompareLook();
  const { pinned } = useCurrentComparison();
  const isOn = split === 'vertical' && (wipesPhoto || pinned === null);
  return (
    <LabelledToggle
      word={text('compare.photoDepthWord')}
      label={text('compare.photoDepthWipe')}
      isOn={isOn}
      onClick={() =>
        compareLook(isOn ? { split: 'none', wipesPhoto: false } : { split: 'vertical', wipesPhoto: true })
      }
    >
      <WipeVerticalIcon />
    </LabelledToggle>
  );
}

/** What a wipe shows on its other side: the reference where one is pinned, else the photo. */
function SplitChoice() {
  const { split, wipesPhoto } = useCompareLook();
  const { pinned } = useCurrentComparison();
  return (
    <Choice
      name={pinned ? text('compare.againstReference') : text('compare.againstPhoto')}
      options={SPLITS}
      value={wipesPhoto && pinned ? 'none' : split}
      onChange={(split) => compareLook({ split, wipesPhoto: false })}
    />
  );
}

function ToolToggle({ value, icon, word, label }: Option<Tool>) {
  const isOn = useMeasure((state) => state.tool === value);
  return (
    <LabelledToggle word={word} label={label} isOn={isOn} onClick={() => chooseTool(isOn ? 'none' : value)}>
      {icon}
    </LabelledToggle>
  );
}

/** Brush and lasso for the map itself. */
function Mend() {
  const isOn = useMend((state) => state.session !== null);
  return (
    <LabelledToggle
      word={text('compare.mendWord')}
      label={text('compare.mendMap')}
      isOn={isOn}
      onClick={toggleMending}
    >
      <BrushIcon />
    </LabelledToggle>
  );
}

function OverPhoto() {
  const { opacity, hasContours } = useCompareLook();
  const percent = Math.round(opacity * 100);
  return (
    <>
      <LabelledToggle
        word={text('compare.contoursWord')}
        label={text('compare.contourLines')}
        isOn={hasContours}
        onClick={() => compareLook({ hasContours: !hasContours })}
      >
        <ContourIcon />
      </LabelledToggle>
      <Tooltip label={text('compare.depthOverPhoto', { percent })}>
        <div className={styles.opacity}>
          <Slider
            w={72}
            thumbLabel={text('compare.depthCoversPhoto')}
            thumbProps={{ 'aria-valuetext': text('compare.percentSpoken', { percent }) }}
            min={0}
            max={1}
            step={0.05}
            value={opacity}
            onChange={(value) => compareLook({ opacity: value })}
          />
          <span className={styles.word}>{text('compare.opacityWord')}</span>
        </div>
      </Tooltip>
    </>
  );
}

interface ChoiceProps<Value extends string> {
  name: string;
  options: readonly Option<Value>[];
  value: Value;
  onChange(value: Value): void;
}

/** One of a few, as icons with words. */
function Choice<Value extends string>({ name, options, value, onChange }: ChoiceProps<Value>) {
  return (
    <SegmentedControl
      aria-label={name}
      className={styles.choice}
      data={options.map((option) => ({
        value: option.value,
        label: (
          <span className={styles.choiceIcon} title={option.label}>
            {option.icon}
            <span className={styles.word} aria-hidden="true">
              {option.word}
            </span>
            <span className="visually-hidden">{option.label}</span>
          </span>
        ),
      }))}
      value={value}
      onChange={onChange}
    />
  );
}
