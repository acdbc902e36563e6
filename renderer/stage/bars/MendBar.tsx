import { ActionIcon, Button, Menu, SegmentedControl, Select, Slider, Switch, Tooltip } from '@mantine/core';
import { BusyButton } from '../../controls/BusyButton.tsx';
import { CommittedNumber } from '../../controls/CommittedNumber.tsx';
import { icon, MoreIcon } from '../../controls/icons.tsx';
import { OverflowBar, type OverflowItem, useListPlace } from '../../controls/OverflowBar.tsx';
import { useSubmit } from '../../controls/use-submit.ts';
import {
  MEND_ACTIONS,
  type MendAction,
  type MendSession,
  setMending,
  useMend,
} from '../../state/mend/mend.ts';
import { useStage } from '../../state/use-stage.ts';
import { chooseMask, saveMask, saveRecipe } from '../../view/mend/mask-files.ts';
import { leaveMending, mendRegion, redoStroke, saveMended, undoStroke } from '../../view/mend/mending.ts';
import styles from './bars.module.css';

const ACTIONS: Readonly<Record<MendAction, string>> = {
  'mask-out': 'Mask out',
  restore: 'Bring back',
  'fill-smooth': 'Fill smoothly',
  'fill-plane': 'Fill with a plane',
  'fill-nearest': 'Fill with the nearest',
  push: 'Push farther or nearer',
  level: 'Level to a plane',
  snap: 'Snap to edges of the photo',
};
const UndoIcon = icon(<path d="M7.500 5 4 8.500 7.500 12M4.500 8.500H12a4 4 0 0 1 0 8H9" />);
const RedoIcon = icon(<path d="M12.500 5 16 8.500 12.500 12M15.500 8.500H8a4 4 0 0 0 0 8h3" />);

/** The tools that a map is mended with; it takes the place of the range below the picture. */
export function MendBar({ session }: { session: MendSession }) {
  const { panes } = useStage();
  // Not the whole store: with it the line would be measured anew at each move of a stroke.
  const tool = useMend((state) => state.tool);
  const action = useMend((state) => state.action);
  const isThere = panes.some(({ id }) => id === session.runId);
  const items: (OverflowItem | false)[] = [
    { id: 'history', node: <History session={session} /> },
    {
      id: 'tool',
      node: (
        <SegmentedControl
          aria-label="Draw with"
          data={[
            { value: 'brush', label: 'Brush' },
            { value: 'lasso', label: 'Lasso' },
          ]}
          value={tool}
          onChange={(tool) => setMending({ tool })}
        />
      ),
    },
    { id: 'action', node: <ActionSelect /> },
    action.startsWith('fill') && { id: 'holes', node: <HolesSwitch /> },
    action === 'push' && { id: 'push', node: <PushField session={session} /> },
    action === 'snap' && { id: 'snap', node: <SnapField /> },
    { id: 'whole', node: <WholeButton /> },
  ];
  return (
    <section className={styles.mending} aria-label={`Mending ${session.title}`}>
      <OverflowBar label="Mend" items={items} end={<End session={session} />} />
      <div className={styles.brush}>
        <SizeSlider />
        <SoftnessSlider />
        <p className={styles.meaning} role="status">
          {isThere
            ? wordsFor(session)
            : `"${session.title}" is not on the stage: put it there to mend it further, or close.`}
        </p>
      </div>
    </section>
  );
}

function wordsFor({ strokes }: MendSession): string {
  if (strokes.length === 0)
    return 'Draw on the map, or press Enter on the picture, move with the arrows and press Enter again. Nothing is kept before you save; the map itself stays as it is.';
  return `${strokes.length === 1 ? '1 stroke' : `${strokes.length} strokes`}, not saved yet. Ctrl Z takes the last one back.`;
}

function ActionSelect() {
  const action = useMend((state) => state.action);
  return (
    <Select
      w={178}
      aria-label="What a stroke does"
      comboboxProps={useListPlace()}
      data={MEND_ACTIONS.map((value) => ({ value, label: ACTIONS[value] }))}
      value={action}
      onChange={(value) => value && setMending({ action: value as MendAction })}
    />
  );
}

function HolesSwitch() {
  const onlyHoles = useMend((state) => state.onlyHoles);
  return (
    <Switch
      label="Only holes"
      checked={onlyHoles}
      onChange={(event) => setMending({ onlyHoles: event.currentTarget.checked })}
    />
  );
}

function PushField({ session }: { session: MendSession }) {
  const farther = useMend((state) => state.farther);
  const unit = session.map.kind === 'metric' ? 'm' : '%';
  return (
    <CommittedNumber
      w={104}
      aria-label={`Farther by, ${unit === 'm' ? 'metres' : 'percent of the span of the map'}; below zero is nearer`}
      suffix={` ${unit} farther`}
      decimalScale={3}
      step={unit === 'm' ? 0.1 : 1}
      value={farther}
      onCommit={(value) => setMending({ farther: value })}
    />
  );
}

function SnapField() {
  const snapRadius = useMend((state) => state.snapRadius);
  return (
    <CommittedNumber
      w={104}
      aria-label="How far edges are looked for, in pixels of the photo"
      suffix=" px reach"
      min={1}
      max={2000}
      step={1}
      decimalScale={0}
      value={snapRadius}
      onCommit={(value) => setMending({ snapRadius: Math.max(1, value) })}
    />
  );
}

function SizeSlider() {
  const radius = useMend((state) => state.radius);
  const { photo } = useStage();
  const most = Math.log2(Math.max(photo?.width ?? 0, photo?.height ?? 0, 64) / 4);
  return (
    <div className={styles.beside}>
      <span className={styles.fieldLabel}>Size {Math.round(2 * radius)} px</span>
      <Slider
        thumbLabel="Size of the brush"
        thumbProps={{ 'aria-valuetext': `${Math.round(2 * radius)} pixels of the photo` }}
        label={null}
        min={0}
        max={most}
        step={most / 60}
        value={Math.min(most, Math.log2(radius))}
        onChange={(value) => setMending({ radius: Number((2 ** value).toFixed(1)) })}
        w={84}
      />
    </div>
  );
}

function SoftnessSlider() {
  const softness = useMend((state) => state.softness);
  const percent = Math.round(100 * softness);
  return (
    <div className={styles.beside}>
      <span className={styles.fieldLabel}>Softness {percent} %</span>
      <Slider
        thumbLabel="Softness of the edge"
        thumbProps={{ 'aria-valuetext': `${percent} percent of the size` }}
        label={null}
        min={0}
        max={1}
        step={0.05}
        value={softness}
        onChange={(value) => setMending({ softness: value })}
        w={84}
      />
    </div>
  );
}

function WholeButton() {
  return (
    <Tooltip label="Do it on the whole map, as one stroke">
      <Button variant="default" onClick={() => mendRegion({ shape: 'everything' })}>
        Whole map
      </Button>
    </Tooltip>
  );
}

function History({ session }: { session: MendSession }) {
  return (
    <>
      <Tooltip label="Take the last stroke back (Ctrl Z)">
        <ActionIcon
          aria-label="Take the last stroke back"
          aria-disabled={session.strokes.length === 0}
          data-disabled={session.strokes.length === 0 || undefined}
          onClick={undoStroke}
        >
          <UndoIcon />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Do it again (Ctrl Shift Z)">
        <ActionIcon
          aria-label="Do the stroke again"
          aria-disabled={session.undone.length === 0}
          data-disabled={session.undone.length === 0 || undefined}
          onClick={redoStroke}
        >
          <RedoIcon />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

function End({ session }: { session: MendSession }) {
  const { isBusy, submit: save } = useSubmit(saveMended);
  const isEmpty = session.strokes.length === 0;
  return (
    <>
      <Menu position="top-end">
        <Menu.Target>
          <ActionIcon aria-label="Masks and recipe">
            <MoreIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={chooseMask}>Use a mask from a PNG (white is drawn on)</Menu.Item>
          <Menu.Item onClick={() => void saveMask()}>Save what is masked out as PNG</Menu.Item>
          <Menu.Item disabled={isEmpty} onClick={saveRecipe}>
            Save the strokes as a recipe (JSON)
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <BusyButton isBusy={isBusy} disabled={isEmpty} onClick={() => void save()}>
        Save
      </BusyButton>
      <Button variant="default" onClick={leaveMending}>
        Close
      </Button>
    </>
  );
}
