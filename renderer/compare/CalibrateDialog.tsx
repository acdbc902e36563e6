import { ActionIcon, Button, Group, SegmentedControl, Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { CallInput } from '../../contract/calls/api.ts';
import { type KnownLength, MOST_METRES } from '../../contract/calls/compare-calls.ts';
import type { Run } from '../../contract/run.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import { CloseIcon } from '../controls/icons.tsx';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import styles from '../controls/sections.module.css';
import { useSubmit } from '../controls/use-submit.ts';
import { digitsText, METRES, withUnit } from '../language/number-text.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import {
  addKnownLength,
  chooseTool,
  removeKnownLength,
  useKnownLengths,
  useMeasure,
} from '../state/measure.ts';
import { attempt, tell } from '../state/notices.ts';
import { showBeside } from '../state/selection.ts';
import { useStage } from '../state/use-stage.ts';
import { goToPicture } from '../view/focus/keep-focus.ts';
import { calibrationRuns, calibrationText, firstRelative, isTooFewLengths, runLabel } from './calibration.ts';
import panel from './styles/panel.module.css';

/** Makes a relative run metric, from what is known of the scene or from a run in metres. */
export function CalibrateDialog() {
  const isOpen = useDialog((state) => state.open === 'calibrate');
  const { photo } = useStage();
  return (
    <ModalDialog
      opened={isOpen && photo !== null}
      onClose={() => openDialog(null)}
      title={text('compare.calibrateToMetres')}
    >
      {photo && <Form photoId={photo.id} />}
    </ModalDialog>
  );
}

type Source = 'lengths' | 'run';

function Form({ photoId }: { photoId: string }) {
  const { allRuns, activeRun, runs } = useStage();
  const [runId, setRunId] = useState((firstRelative([activeRun, ...runs]) ?? activeRun)?.id ?? null);
  const [by, setBy] = useState<Source>('lengths');
  const { done, metric } = calibrationRuns(allRuns, runId);
  const [referenceId, setReferenceId] = useState<string | null>(null);
  const reference = referenceId ?? metric[0]?.id ?? null;
  const lengths = useKnownLengths((state) => state.lengths[photoId]) ?? [];
  const isShort = isTooFewLengths(lengths, done.find((run) => run.id === runId)?.result?.kind);
  const isReady = runId !== null && (by === 'lengths' ? lengths.length > 0 && !isShort : reference !== null);
  const { isBusy, submit: make } = useSubmit(async () => {
    if (runId)
      await calibrate(
        photoId,
        runId,
        by === 'lengths' ? { lengths: [...lengths] } : { referenceRunId: reference ?? '' },
      );
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <Select
        data-autofocus
        label={text('compare.run')}
        data={choicesOf(done)}
        value={runId}
        onChange={setRunId}
      />
      <SegmentedControl
        fullWidth
        aria-label={text('compare.whereMetresComeFrom')}
        data={[
          { value: 'lengths', label: text('compare.knownLengths') },
          { value: 'run', label: text('compare.runInMetres') },
        ]}
        value={by}
        onChange={(value) => setBy(value as Source)}
      />
      {by === 'run' ? (
        <Select
          label={text('compare.borrowScaleOf')}
          placeholder={text('compare.noOtherMetricRun')}
          data={choicesOf(metric)}
          value={reference}
          onChange={setReferenceId}
        />
      ) : (
        <Lengths photoId={photoId} lengths={lengths} />
      )}
      {by === 'lengths' && isShort && (
        <Text size="sm" c="dimmed">
          {text('compare.needsSecondLength')}
        </Text>
      )}
      <Group justify="flex-end">
        <BusyButton type="submit" isBusy={isBusy} disabled={!isReady}>
          {text('compare.calibrate')}
        </BusyButton>
      </Group>
    </form>
  );
}

function choicesOf(runs: readonly Run[]): { value: string; label: string }[] {
  return runs.map((run) => ({ value: run.id, label: runLabel(run) }));
}

/** Makes the calibrated run, puts it on the stage, and says how well the lengths are met. */
async function calibrate(photoId: string, runId: string, by: CallInput<'calibrate'>['by']): Promise<void> {
  await attempt(async () => {
    const made = await call('calibrate', { runId, by });
    openDialog(null);
    showBeside(photoId, made.id);
    const found = calibrationText(made);
    if (found) tell('done', found);
  });
}

const WORDS: Record<KnownLength['what'], string> = {
  distance: text('compare.knownDistanceOfPoints'),
  depth: text('compare.knownDepthOfPoint'),
  height: text('compare.knownHeightOverPlane'),
};

function Lengths({ photoId, lengths }: { photoId: string; lengths: readonly KnownLength[] }) {
  const from = useMeasure((state) => state.distance?.from);
  const [depth, setDepth] = useState<number | null>(null);
  const drawWith = (tool: 'distance' | 'box') => {
    chooseTool(tool);
    openDialog(null);
    // That is where it is drawn, by keys as well.
    goToPicture();
  };
  return (
    <div>
      {lengths.length === 0 && (
        <Text size="sm" c="dimmed" mb="xs">
          {text('compare.drawWhatIsKnown')}
        </Text>
      )}
      <ul className={panel.truths}>
        {lengths.map((length, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name.
          <li key={index}>
            <div className={panel.truthText}>
              <b>{WORDS[length.what]}</b>
              <span>{withUnit(digitsText(String(length.metres)), 'm')}</span>
            </div>
            <ActionIcon
              aria-label={text('compare.forgetLength', { length: WORDS[length.what] })}
              onClick={() => removeKnownLength(photoId, index)}
            >
              <CloseIcon size={13} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Group gap="xs" mt="sm" align="flex-end">
        <Button variant="default" onClick={() => drawWith('distance')}>
          {text('compare.drawDistance')}
        </Button>
        <Button variant="default" onClick={() => drawWith('box')}>
          {text('compare.drawPlane')}
        </Button>
        {from && (
          <>
            <NumberField
              w={128}
              label={text('compare.depthAtItsStart')}
              hideControls
              above={0}
              maximum={MOST_METRES}
              suffix={METRES}
              isOptional
              isLive
              value={depth}
              onNumber={setDepth}
            />
            <Button
              variant="default"
              disabled={depth === null}
              onClick={() =>
                depth !== null && addKnownLength(photoId, { what: 'depth', at: from, metres: depth })
              }
            >
              {text('compare.keep')}
            </Button>
          </>
        )}
      </Group>
    </div>
  );
}
