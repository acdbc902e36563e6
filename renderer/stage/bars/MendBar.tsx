import { ActionIcon, Button, Menu, SegmentedControl, Select, Switch, Tooltip } from '@mantine/core';
import { BusyButton } from '../../controls/BusyButton.tsx';
import { icon } from '../../controls/icons.tsx';
import { NumberField } from '../../controls/NumberField.tsx';
import { OverflowBar, type OverflowItem, useListPlace } from '../../controls/OverflowBar.tsx';
import { useSubmit } from '../../controls/use-submit.ts';
import { withUnit } from '../../language/number-text.ts';
import { text } from '../../language/text.ts';
import {
  MEND_ACTIONS,
  type MendAction,
  type MendSession,
  setMending,
  useMend,
} from '../../state/mend/mend.ts';
import { bringPane } from '../../state/selection.ts';
import { useStage } from '../../state/use-stage.ts';
import { keyNames } from '../../view/keys/key-names.ts';
import { chooseMask, saveMask, saveRecipe } from '../../view/mend/mask-files.ts';
import { leaveMending, mendRegion, redoStroke, saveMended, undoStroke } from '../../view/mend/mending.ts';
import { titleText } from '../../view/pack-text.ts';
import styles from './bars.module.css';
import { WordedSlider } from './WordedSlider.tsx';

const ACTIONS: Readonly<Record<MendAction, string>> = {
  'mask-out': text('stage.maskOut'),
  restore: text('stage.bringBack'),
  'fill-smooth': text('stage.fillSmoothly'),
  'fill-plane': text('stage.fillPlane'),
  'fill-nearest': text('stage.fillNearest'),
  push: text('stage.push'),
  level: text('stage.level'),
  snap: text('stage.snap'),
};
const UndoIcon = icon(<path d="M7.500 5 4 8.500 7.500 12M4.500 8.500H12a4 4 0 0 1 0 8H9" />);
const RedoIcon = icon(<path d="M12.500 5 16 8.500 12.500 12M15.500 8.500H8a4 4 0 0 0 0 8h3" />);
const MaskIcon = icon(
  <>
    <rect x="3.500" y="4.500" width="13" height="11" rx="1.500" />
    <circle cx="10" cy="10" r="3" fill="currentColor" />
  </>,
);

/** The tools that a map is mended with; it takes the place of the range below the picture. */
export function MendBar({ session }: { session: MendSession }) {
  const { panes } = useStage();
  // Not the whole store: with it the line would be measured anew at each move of a stroke.
  const tool = useMend((state) => state.tool);
  const action = useMend((state) => state.action);
  const isThere = panes.some(({ id }) => id === session.runId);
  const title = titleText(session.title);
  const items: (OverflowItem | false)[] = [
    { id: 'history', node: <History session={session} /> },
    {
      id: 'tool',
      node: (
        <SegmentedControl
          aria-label={text('stage.drawWith')}
          data={[
            { value: 'brush', label: text('stage.brush') },
            { value: 'lasso', label: text('stage.lasso') },
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
    <section className={styles.mending} aria-label={text('stage.mendingOf', { title })}>
      <OverflowBar label={text('stage.mend')} items={items} end={<End session={session} />} />
      <div className={styles.brush}>
        <SizeSlider />
        <SoftnessSlider />
        <div className={styles.hint} data-room={`${title} ${text('stage.howToMend')}`}>
          <div>
            <button
              type="button"
              className={styles.mended}
              aria-label={text('stage.showMended', { title })}
              title={text('stage.showMended', { title })}
              onClick={() => bringPane(session.photoId, session.runId)}
            >
              {title}
            </button>
            <p role="status">{isThere ? wordsFor(session) : text('stage.notOnStage', { title })}</p>
          </div>
        </div>
      </div>
    </section>
  );
}

function wordsFor({ strokes }: MendSession): string {
  if (strokes.length === 0) return text('stage.howToMend');
  return text('stage.strokesUnsaved', { count: strokes.length, keys: keyNames('Ctrl Z') });
}

function ActionSelect() {
  const action = useMend((state) => state.action);
  return (
    <Select
      w={178}
      aria-label={text('stage.strokeDoes')}
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
      label={text('stage.onlyHoles')}
      checked={onlyHoles}
      onChange={(event) => setMending({ onlyHoles: event.currentTarget.checked })}
    />
  );
}

function PushField({ session }: { session: MendSession }) {
  const farther = useMend((state) => state.farther);
  const unit = session.map.kind === 'metric' ? 'm' : '%';
  return (
    <NumberField
      hideControls
      isInBar
      w={104}
      aria-label={unit === 'm' ? text('stage.fartherByMetres') : text('stage.fartherByPercent')}
      suffix={withUnit('', text('stage.fartherUnit', { unit }))}
      decimalScale={3}
      step={unit === 'm' ? 0.1 : 1}
      value={farther}
      onNumber={(value) => setMending({ farther: value })}
    />
  );
}

function SnapField() {
  const snapRadius = useMend((state) => state.snapRadius);
  return (
    <NumberField
      hideControls
      isInBar
      w={104}
      aria-label={text('stage.edgeReach')}
      suffix={withUnit('', text('stage.reachUnit'))}
      minimum={1}
      maximum={2000}
      step={1}
      isInteger
      value={snapRadius}
      onNumber={(value) => setMending({ snapRadius: value })}
    />
  );
}

function SizeSlider() {
  const radius = useMend((state) => state.radius);
  const { photo } = useStage();
  const size = Math.round(2 * radius);
  const most = Math.log2(Math.max(photo?.width ?? 0, photo?.height ?? 0, 64) / 4);
  return (
    <WordedSlider
      words={text('stage.sizeOf', { size })}
      widest={text('stage.sizeOf', { size: Math.round(2 ** (most + 1)) })}
      name={text('stage.sizeOfBrush')}
      spoken={text('stage.pixelsOfPhoto', { size })}
      minimum={0}
      maximum={most}
      step={most / 60}
      value={Math.min(most, Math.log2(radius))}
      onChange={(value) => setMending({ radius: Number((2 ** value).toFixed(1)) })}
      width={84}
      isBeside
    />
  );
}

function SoftnessSlider() {
  const softness = useMend((state) => state.softness);
  const percent = Math.round(100 * softness);
  return (
    <WordedSlider
      words={text('stage.softnessOf', { percent })}
      widest={text('stage.softnessOf', { percent: 100 })}
      name={text('stage.softnessOfEdge')}
      spoken={text('stage.percentOfSize', { percent })}
      minimum={0}
      maximum={1}
      step={0.05}
      value={softness}
      onChange={(value) => setMending({ softness: value })}
      width={84}
      isBeside
    />
  );
}

function WholeButton() {
  return (
    <Tooltip label={text('stage.wholeMapMeaning')}>
      <Button variant="default" onClick={() => mendRegion({ shape: 'everything' })}>
        {text('stage.wholeMap')}
      </Button>
    </Tooltip>
  );
}

function History({ session }: { session: MendSession }) {
  return (
    <>
      <Tooltip label={text('stage.strokeBackByKey', { keys: keyNames('Ctrl Z') })}>
        <ActionIcon
          aria-label={text('stage.strokeBack')}
          aria-disabled={session.strokes.length === 0}
          data-disabled={session.strokes.length === 0 || undefined}
          onClick={undoStroke}
        >
          <UndoIcon />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={text('stage.strokeAgainByKey', { keys: keyNames('Ctrl Shift Z') })}>
        <ActionIcon
          aria-label={text('stage.strokeAgain')}
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
          <ActionIcon aria-label={text('stage.masksAndRecipe')} title={text('stage.masksAndRecipe')}>
            <MaskIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={chooseMask}>{text('stage.useMask')}</Menu.Item>
          <Menu.Item onClick={() => void saveMask()}>{text('stage.saveMask')}</Menu.Item>
          <Menu.Item disabled={isEmpty} onClick={saveRecipe}>
            {text('stage.saveRecipe')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <BusyButton isBusy={isBusy} disabled={isEmpty} onClick={() => void save()}>
        {text('stage.save')}
      </BusyButton>
      <Button variant="default" onClick={leaveMending}>
        {text('stage.close')}
      </Button>
    </>
  );
}
