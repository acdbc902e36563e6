import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { GraphTrial as Trial } from '../../contract/library.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { Refusal } from '../controls/Refusal.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { tell } from '../state/notices.ts';
import { titleText } from '../view/pack-text.ts';
import { type BareGraph, type Described, firstDescription, inputOf } from './describe-graph.ts';
import { GraphFields } from './GraphFields.tsx';
import { GraphTrial } from './GraphTrial.tsx';
import styles from './packs.module.css';
import { useComing } from './take-models.ts';

/** Asks what a bare ONNX graph takes and answers, shows what it then makes of a photo, and makes a pack of it. */
export function MakePackDialog() {
  const isOpen = useDialog((state) => state.open === 'make-pack');
  const graph = useComing((state) => state.graph);
  if (!graph) return null;
  return (
    <ModalDialog opened={isOpen} onClose={() => leave(graph)} title={text('packs.addGraph')} size="xl">
      <Form key={JSON.stringify(graph.source)} graph={graph} />
    </ModalDialog>
  );
}

function Form({ graph }: { graph: BareGraph }) {
  const [described, setDescribed] = useState<Described>(() => firstDescription(graph.facts));
  const [trial, setTrial] = useState<{ shown: Trial; of: string } | null>(null);
  const input = inputOf(graph, described);
  const now = JSON.stringify(input);
  const trying = useSubmit(async () => {
    if (input) setTrial({ shown: await call('tryGraph', input), of: now });
  });
  const adding = useSubmit(async () => {
    if (!input) return;
    const pack = await call('makePack', { ...input, replace: useComing.getState().isReplacing });
    tell('done', text('packs.isInstalled', { title: titleText(pack.title) }));
    // What was sent has become the pack.
    useComing.setState({ graph: null });
    openDialog('models');
  });
  const refusal = adding.refusal ?? trying.refusal;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void trying.submit();
      }}
    >
      <p className={styles.intro}>
        {text('packs.addGraphIntro', { takes: graph.facts.takes, answers: graph.facts.answers })}
      </p>
      <div className={styles.graph}>
        <GraphFields
          fixed={graph.facts.fixed}
          described={described}
          change={(part) => setDescribed({ ...described, ...part })}
        />
        <GraphTrial trial={trial?.shown ?? null} isOld={trial?.of !== now} isBusy={trying.isBusy} />
      </div>
      <Refusal reason={refusal} />
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={() => leave(graph)}>
          {text('packs.cancel')}
        </Button>
        <BusyButton
          type="submit"
          variant={trial?.of === now ? 'default' : 'filled'}
          isBusy={trying.isBusy}
          disabled={!input || adding.isBusy}
        >
          {text('packs.tryIt')}
        </BusyButton>
        <BusyButton
          variant={trial?.of === now ? 'filled' : 'default'}
          isBusy={adding.isBusy}
          disabled={!input || trying.isBusy}
          onClick={() => void adding.submit()}
        >
          {text('packs.addIt')}
        </BusyButton>
      </Group>
    </form>
  );
}

/** Nothing of it stays: what was sent is removed. */
function leave({ source }: BareGraph): void {
  useComing.setState({ graph: null });
  openDialog('models');
  if ('uploadId' in source) void call('cancelPackUpload', source).catch(() => undefined);
}
