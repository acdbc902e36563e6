import { SegmentedControl, Select, Slider, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { ToggleIcon } from '../controls/ToggleIcon.tsx';
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
import { useStage } from '../state/use-stage.ts';
import { useCurrentComparison } from '../view/current-comparison.ts';
import { DIFFERENCE_WORDS } from '../view/pane-title.ts';
import { AddPane } from './AddPane.tsx';
import {
  BoxIcon,
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
import styles from './styles/compare.module.css';

const TINT_LABELS: Readonly<Record<Tint, string>> = {
  depth: 'Depth',
  ...DIFFERENCE_WORDS,
  normals: 'Normals',
  edges: 'Edges on photo',
};
const SPLITS: { value: Split; icon: ReactNode; label: string }[] = [
  { value: 'none', icon: <NoSplitIcon />, label: 'Whole pane' },
  { value: 'vertical', icon: <WipeVerticalIcon />, label: 'Wipe from the left' },
  { value: 'horizontal', icon: <WipeHorizontalIcon />, label: 'Wipe from above' },
  { value: 'lens', icon: <LensIcon />, label: 'Lens at the pointer' },
];
const TOOLS: { value: Tool; icon: ReactNode; label: string }[] = [
  { value: 'line', icon: <LineIcon />, label: 'Profile along a line' },
  { value: 'box', icon: <BoxIcon />, label: 'Statistics of a box' },
  { value: 'distance', icon: <RulerIcon />, label: 'Distance between two points' },
];
const LAYOUTS: { value: Layout; icon: ReactNode; label: string }[] = [
  { value: 'grid', icon: <GridIcon />, label: 'Grid' },
  { value: 'row', icon: <RowIcon />, label: 'Row' },
  { value: 'focus', icon: <FocusIcon />, label: 'One large' },
];

/** The second line above the picture: how panes are painted, split against the reference, measured and arranged. */
export function CompareBar() {
  const { photo, panes } = useStage();
  const { mode } = useLook();
  const { layout, tint, split, opacity, hasContours } = useCompareLook();
  const tool = useMeasure((state) => state.tool);
  const { pinned } = useCurrentComparison();
  if (!photo || mode === 'photo' || panes.length === 0) return null;
  const percent = Math.round(opacity * 100);
  return (
    <div className={styles.bar} role="toolbar" aria-label="Compare">
      {mode === 'depth' && (
        <>
          <Select
            w={158}
            aria-label="Paint maps as"
            data={TINTS.map((value) => ({ value, label: TINT_LABELS[value] }))}
            value={tint}
            onChange={(value) => value && compareLook({ tint: value as Tint })}
          />
          <Tooltip label={`Over the photo, ${percent} % depth`}>
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
          </Tooltip>
          <ToggleIcon
            label="Contour lines (C)"
            isOn={hasContours}
            onClick={() => compareLook({ hasContours: !hasContours })}
          >
            <ContourIcon />
          </ToggleIcon>
          <Choice
            name="Against the reference"
            options={SPLITS}
            value={split}
            isDisabled={pinned === null}
            why="Pin a pane as the reference first (T)"
            onChange={(value) => compareLook({ split: value as Split })}
          />
          <div className={styles.gap} />
          {TOOLS.map(({ value, icon, label }) => (
            <ToggleIcon
              key={value}
              label={label}
              isOn={tool === value}
              onClick={() => chooseTool(tool === value ? 'none' : value)}
            >
              {icon}
            </ToggleIcon>
          ))}
        </>
      )}
      <div className={styles.gap} />
      {panes.length > 1 && (
        <Choice
          name="Layout"
          options={LAYOUTS}
          value={layout}
          onChange={(value) => compareLook({ layout: value as Layout })}
        />
      )}
      <AddPane />
    </div>
  );
}

interface ChoiceProps {
  name: string;
  options: { value: string; icon: ReactNode; label: string }[];
  value: string;
  isDisabled?: boolean;
  why?: string;
  onChange(value: string): void;
}

/** One of a few, as icons with names. */
function Choice({ name, options, value, isDisabled = false, why, onChange }: ChoiceProps) {
  const control = (
    <SegmentedControl
      aria-label={name}
      disabled={isDisabled}
      className={styles.choice}
      data={options.map((option) => ({
        value: option.value,
        label: (
          <span className={styles.choiceIcon} title={option.label}>
            {option.icon}
            <span className="visually-hidden">{option.label}</span>
          </span>
        ),
      }))}
      value={value}
      onChange={onChange}
    />
  );
  return isDisabled ? (
    <Tooltip label={why}>
      <div>{control}</div>
    </Tooltip>
  ) : (
    control
  );
}
