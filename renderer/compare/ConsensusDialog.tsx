import { Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { sharedNetworkNotes } from '../../contract/compare/shared-networks.ts';
import type { Run } from '../../contract/run.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { attempt, tell } from '../state/notices.ts';
import { MOST_PANES } from '../state/panes.ts';
import { showBeside } from '../state/selection.ts';
import { useStage } from '../state/use-stage.ts';
import { shortTitle } from '../view/pack-text.ts';
import { runLabel } from './calibration.ts';
import { consensusRequest } from './consensus-request.ts';

/** Makes the median of aligned runs, as a run of its own. */
export function ConsensusDialog() {
  const isOpen = useDialog((state) => state.open === 'consensus');
  return (
    <ModalDialog opened={isOpen} onClose={() => openDialog(null)} title={text('compare.consensusOfRuns')}>
      <Form />
    </ModalDialog>
  );
}

function Form() {
  const { photo, allRuns, runs } = useStage();
  const usable = allRuns.filter(
    ({ state, derivation }) => state === 'done' && derivation?.kind !== 'consensus',
  );
  const [chosen, setChosen] = useState<string[]>(() =>
    runs.filter((run) => usable.includes(run)).map(({ id }) => id),
  );
  const asked = consensusRequest(usable, chosen);
  const { isBusy, submit: make } = useSubmit(async () => {
    if (!photo || !asked.reference) return;
    const runIds = asked.runs.map(({ id }) => id);
    const referenceRunId = asked.reference.id;
    await attempt(async () => {
      const made = await call('consensus', { photoId: photo.id, runIds, referenceRunId });
      openDialog(null);
      showBeside(photo.id, made.id);
      sayOutlier(made);
    });
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <Text size="sm" c="dimmed" mb="md">
        {text('compare.consensusHelp')}
      </Text>
      <Checkbox.Group value={chosen} onChange={setChosen} label={text('compare.runs')}>
        <Stack gap={6} mt={6}>
          {usable.map((run, index) => (
            <Checkbox
              key={run.id}
              data-autofocus={index === 0 || undefined}
              value={run.id}
              disabled={chosen.length >= MOST_PANES && !chosen.includes(run.id)}
              label={labelWithSeed(run)}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      {asked.reference && (
        <Text size="sm" mt="md">
          {text('compare.consensusReference', { run: labelWithSeed(asked.reference) })}
        </Text>
      )}
      {sharedNetworkNotes(asked.runs).map((note) => (
        <Text key={note} size="sm" mt="md">
          {sentence(note)}
        </Text>
      ))}
      <Group justify="flex-end" mt="lg">
        <BusyButton type="submit" isBusy={isBusy} disabled={chosen.length < 2}>
          {text('compare.makeConsensus', { count: chosen.length })}
        </BusyButton>
      </Group>
    </form>
  );
}

function labelWithSeed(run: Run): string {
  const label = runLabel(run);
  const { seed } = run.options;
  return typeof seed === 'number' ? text('compare.runWithSeed', { run: label, seed }) : label;
}

function sayOutlier({ derivation }: Run): void {
  if (derivation?.kind !== 'consensus') return;
  const { outlier, sources } = derivation;
  tell(
    'done',
    outlier
      ? text('compare.outlier', {
          title: shortTitle(outlier.title),
          share: Math.round(100 * outlier.share),
          chance: Math.round(100 / sources.length),
        })
      : text('compare.consensusIsOnStage'),
  );
}
