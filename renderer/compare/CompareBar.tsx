import { SegmentedControl, Select, Slider, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { OverflowBar, type OverflowItem, useListPlace } from '../controls/OverflowBar.tsx';
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
  depth: 'Depth',
  ...DIFFERENCE_WORDS,
  normals: 'Normals',
  edges: 'Edges on photo',
};

interface Option<Value extends string> {
  value: Value;
  icon: ReactNode;
  /** What stands below the icon. */
  word: string;
  label: string;
}

const SPLITS: Option<Split>[] = [
  { value: 'none', icon: <NoSplitIcon />, word: 'Whole', label: 'Whole pane' },
  { value: 'vertical', icon: <WipeVerticalIcon />, word: 'Wipe', label: 'Wipe from the left' },
  { value: 'horizontal', icon: <WipeHorizontalIcon />, word: 'Down', label: 'Wipe from above' },
  { value: 'lens', icon: <LensIcon />, word: 'Lens', label: 'Lens at the pointer' },
];
const TOOLS: Option<Tool>[] = [
  { value: 'line', icon: <LineIcon />, word: 'Profile', label: 'Profile along a line' },
  { value: 'box', icon: <BoxIcon />, word: 'Box', label: 'Statistics of a box' },
  { value: 'distance', icon: <RulerIcon />, word: 'Distance', label: 'Distance between two points' },
];
const LAYOUTS: Option<Layout>[] = [
  { value: 'grid', icon: <GridIcon />, word: 'Grid', label: 'Grid' },
  { value: 'row', icon: <RowIcon />, word: 'Row', label: 'Row' },
  { value: 'focus', icon: <FocusIcon />, word: 'Large', label: 'One large' },
];

/** The second line above the picture: how panes are painted, split against photo or reference, measured and arranged. */
export function CompareBar() {
  const { photo, panes } = useStage();
  const { mode } = useLook();
  const { layout } = useCompareLook();
  if (!photo || mode === 'photo' || panes.length === 0) return null;
  const items: (OverflowItem | false)[] = [
    mode === 'depth' && { id: 'tint', node: <TintChoice /> },
    mode === 'depth' && { id: 'photo', node: <PhotoWipe /> },
    mode === 'depth' && { id: 'split', node: <SplitChoice /> },
    mode === 'depth' && { id: 'tools', node: <ToolChoice /> },
    mode === 'depth' && { id: 'mend', node: <Mend /> },
    mode === 'depth' && { id: 'over', node: <OverPhoto /> },
    panes.length > 1 && {
      id: 'layout',
      isPushed: true,
      node: (
        <Choice
          name="Layout"
          options={LAYOUTS}
          value={layout}
          onChange={(layout) => compareLook({ layout })}
        />
      ),
    },
  ];
  return <OverflowBar label="Compare" className={styles.bar} items={items} end={<AddPane />} />;
}

function TintChoice() {
  const tint = useCompareLook((state) => state.tint);
  return (
    <Select
      comboboxProps={useListPlace()}
      w={132}
      aria-label="Paint maps as"
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
      word="Photo | depth"
      label="Photo | depth: a wipe between the two"
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
      name={pinned ? 'Against the reference' : 'Against the photo'}
      options={SPLITS}
      value={wipesPhoto && pinned ? 'none' : split}
      onChange={(split) => compareLook({ split, wipesPhoto: false })}
    />
  );
}

function ToolChoice() {
  const tool = useMeasure((state) => state.tool);
  return TOOLS.map(({ value, icon, word, label }) => (
    <LabelledToggle
      key={value}
      word={word}
      label={label}
      isOn={tool === value}
      onClick={() => chooseTool(tool === value ? 'none' : value)}
    >
      {icon}
    </LabelledToggle>
  ));
}

/** Brush and lasso for the map itself. */
function Mend() {
  const isOn = useMend((state) => state.session !== null);
  return (
    <LabelledToggle
      word="Mend"
      label="Mend the map: mask, fill, push, level (E)"
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
        word="Contours"
        label="Contour lines (C)"
        isOn={hasContours}
        onClick={() => compareLook({ hasContours: !hasContours })}
      >
        <ContourIcon />
      </LabelledToggle>
      <Tooltip label={`Over the photo, ${percent} % depth`}>
        <div className={styles.opacity}>
          <Slider
            w={72}
            thumbLabel="How much of the depth covers the photo"
            thumbProps={{ 'aria-valuetext': `${percent} percent` }}
            min={0}
            max={1}
            step={0.05}
            value={opacity}
            onChange={(value) => compareLook({ opacity: value })}
          />
          <span className={styles.word}>Opacity</span>
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
