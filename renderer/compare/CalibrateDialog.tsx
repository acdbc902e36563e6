import { ActionIcon, Button, Group, Modal, NumberInput, SegmentedControl, Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { KnownLength } from '../../contract/compare-calls.ts';
import { CloseIcon } from '../icons.tsx';
import styles from '../inspector/inspector.module.css';
import { call } from '../server/call.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { addKnownLength, removeKnownLength, useKnownLengths } from '../state/known-lengths.ts';
import { chooseTool, useMeasure } from '../state/measure.ts';
import { attempt, tell } from '../state/notices.ts';
import { addPanes } from '../state/selection.ts';
import { useStage } from '../state/use-stage.ts';
import { kindText, shortTitle } from '../text/pack-text.ts';
import panel from './panel.module.css';

/** Makes a relative run metric, from what is known of the scene or from a run in metres. */
export function CalibrateDialog() {
  const isOpen = useDialog((state) => state.open === 'calibrate');
  const { photo } = useStage();
  return (
    <Modal
      opened={isOpen && photo !== null}
      onClose={() => openDialog(null)}
      title="Calibrate to metres"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {photo && <Form photoId={photo.id} />}
    </Modal>
  );
}

function Form({ photoId }: { photoId: string }) {
  const { allRuns, activeRun, runs } = useStage();
  const done = allRuns.filter(({ state, result }) => state === 'done' && result);
  const first = [activeRun, ...runs].find((run) => run?.result && run.result.kind !== 'metric') ?? activeRun;
  const [runId, setRunId] = useState(first?.id ?? null);
  const [by, setBy] = useState<'lengths' | 'run'>('lengths');
  const metric = done.filter((run) => run.result?.kind === 'metric' && run.id !== runId);
  const [referenceId, setReferenceId] = useState<string | null>(null);
  const reference = referenceId ?? metric[0]?.id ?? null;
  const lengths = useKnownLengths((state) => state.lengths[photoId]) ?? [];
  const [isBusy, setBusy] = useState(false);
  const kind = done.find((run) => run.id === runId)?.result?.kind;
  const isShort = lengths.length === 1 && lengths[0].what !== 'height' && kind === 'affine-depth';
  const isReady = runId !== null && (by === 'lengths' ? lengths.length > 0 && !isShort : reference !== null);
  const make = async () => {
    if (!runId) return;
    setBusy(true);
    const made = await attempt(() =>
      call('calibrate', {
        runId,
        by: by === 'lengths' ? { lengths: [...lengths] } : { referenceRunId: reference ?? '' },
      }),
    );
    setBusy(false);
    if (!made) return;
    openDialog(null);
    addPanes(photoId, [made.id]);
    if (made.derivation?.kind === 'calibrated' && made.derivation.lengths.length > 0) {
      const found = made.derivation.lengths.map(
        ({ what, givenInMetres, foundInMetres }) =>
          `${what}: given ${givenInMetres} m, now ${foundInMetres.toFixed(3)} m`,
      );
      tell('done', `Calibrated. ${found.join('; ')}.`);
    }
  };
  const label = (id: string) => {
    const run = done.find((each) => each.id === id);
    return run ? `${shortTitle(run.packTitle)}, ${kindText(run.result?.kind ?? null)}` : id;
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <Select
        label="Run"
        data={done.map(({ id }) => ({ value: id, label: label(id) }))}
        value={runId}
        onChange={setRunId}
      />
      <SegmentedControl
        fullWidth
        aria-label="Where the metres come from"
        data={[
          { value: 'lengths', label: 'Known lengths' },
          { value: 'run', label: 'A run in metres' },
        ]}
        value={by}
        onChange={(value) => setBy(value as 'lengths' | 'run')}
      />
      {by === 'run' ? (
        <Select
          label="Borrow the scale of"
          placeholder="There is no other run in metres"
          data={metric.map(({ id }) => ({ value: id, label: label(id) }))}
          value={reference}
          onChange={setReferenceId}
        />
      ) : (
        <Lengths photoId={photoId} lengths={lengths} />
      )}
      {by === 'lengths' && isShort && (
        <Text size="sm" c="dimmed">
          A map relative in depth has an unknown scale and an unknown shift: it needs a second length, or the
          height of the camera over a plane.
        </Text>
      )}
      <Group justify="flex-end">
        <Button type="submit" loading={isBusy} disabled={!isReady}>
          Calibrate
        </Button>
      </Group>
    </form>
  );
}

const WORDS: Record<KnownLength['what'], string> = {
  distance: 'Distance of two points',
  depth: 'Depth of a point',
  height: 'Camera height over a plane',
};

function Lengths({ photoId, lengths }: { photoId: string; lengths: readonly KnownLength[] }) {
  const from = useMeasure((state) => state.distance?.from);
  const [depth, setDepth] = useState<number | string>('');
  const drawWith = (tool: 'distance' | 'box') => {
    chooseTool(tool);
    openDialog(null);
  };
  return (
    <div>
      {lengths.length === 0 && (
        <Text size="sm" c="dimmed" mb="xs">
          Draw what is known on the picture, say how long it is, and come back. A map in metres needs one
          length, a relative map two.
        </Text>
      )}
      <ul className={panel.truths}>
        {lengths.map((length, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name.
          <li key={index}>
            <div className={panel.truthText}>
              <b>{WORDS[length.what]}</b>
              <span>{length.metres} m</span>
            </div>
            <ActionIcon
              aria-label={`Forget ${WORDS[length.what]}`}
              onClick={() => removeKnownLength(photoId, index)}
            >
              <CloseIcon size={13} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Group gap="xs" mt="sm" align="flex-end">
        <Button variant="default" onClick={() => drawWith('distance')}>
          Draw a distance
        </Button>
        <Button variant="default" onClick={() => drawWith('box')}>
          Draw a plane
        </Button>
        {from && (
          <>
            <NumberInput
              w={128}
              label="Depth at its start"
              hideControls
              min={0}
              suffix=" m"
              value={depth}
              onChange={setDepth}
            />
            <Button
              variant="default"
              disabled={typeof depth !== 'number' || depth <= 0}
              onClick={() => addKnownLength(photoId, { what: 'depth', at: from, metres: Number(depth) })}
            >
              Keep
            </Button>
          </>
        )}
      </Group>
    </div>
  );
}
