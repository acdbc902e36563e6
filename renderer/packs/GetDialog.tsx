import { Anchor, Button, Checkbox, Group, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CatalogueEntry, ModelsFolder } from '../../contract/library.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { Refusal } from '../controls/Refusal.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { richText } from '../language/rich-text.tsx';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { openDialog, useDialog, useWantedWeights } from '../state/dialogs.ts';
import { tell } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { titleText } from '../view/pack-text.ts';
import { Facts } from './Facts.tsx';
import { type Answer, askForOffer, getWeights } from './get-weights.ts';
import { MoreOfOffer } from './MoreOfOffer.tsx';
import { consentLabel, offerFacts, roomProblem, type WantedPrecision } from './offer-text.ts';
import styles from './packs.module.css';
import { TokenForm } from './TokenForm.tsx';

/** What published weights are, weigh and ask for, before they are got. */
export function GetDialog() {
  const isOpen = useDialog((state) => state.open === 'get-pack');
  const { entryId, from } = useWantedWeights();
  const snapshot = useProject((state) => state.snapshot);
  const entry = snapshot?.catalogue.find(({ id }) => id === entryId);
  if (!snapshot || !entry) return null;
  // What was sent may be answered when another dialog is open by now.
  const close = () => useDialog.getState().open === 'get-pack' && openDialog(from);
  return (
    <ModalDialog
      opened={isOpen}
      onClose={close}
      title={text('packs.getThis', { title: titleText(entry.title) })}
      size="lg"
    >
      <Offer key={entry.id} entry={entry} folder={snapshot.modelsFolder} onEnd={close} />
    </ModalDialog>
  );
}

function Offer({ entry, folder, onEnd }: { entry: CatalogueEntry; folder: ModelsFolder; onEnd(): void }) {
  const [precision, setPrecision] = useState<WantedPrecision>('auto');
  const { answer, askAgain } = useAnswer(entry, precision);
  const [isAccepted, setAccepted] = useState(false);
  const { isBusy, refusal, submit } = useSubmit(async () => {
    if (!answer?.offer) return;
    const { title } = await getWeights(entry, answer.offer, isAccepted);
    tell('done', text('packs.isOnItsWay', { title }));
    onEnd();
  });
  const offer = answer?.offer ?? null;
  const noRoom = offer && roomProblem(offer, folder);
  const isConsentMissing = offer !== null && offer.conditions !== null && !isAccepted;
  return (
    <>
      <p className={styles.intro}>{sentence(entry.about)}</p>
      {!answer && (
        <div className={styles.asking} role="status">
          <Loader size="xs" /> {text('packs.askingHub')}
        </div>
      )}
      {offer && <Facts facts={offerFacts(offer, entry, folder)} />}
      {answer?.failure && !answer.isGated && <Refusal reason={sentence(answer.failure.message)} />}
      {answer?.failure && answer.isGated && (
        <TokenForm entry={entry} failure={answer.failure} onToken={askAgain} />
      )}
      {offer?.conditions && (
        <Checkbox
          mt="md"
          styles={{ description: { fontSize: '0.75rem', color: 'var(--page-dim)' } }}
          label={consentLabel(offer)}
          description={richText('packs.conditionsAt', {
            address: entry.source.url.replace('https://', ''),
            link: (inside) => (
              <Anchor href={entry.source.url} target="_blank" rel="noreferrer" inherit>
                {inside}
              </Anchor>
            ),
          })}
          checked={isAccepted}
          onChange={(event) => setAccepted(event.currentTarget.checked)}
        />
      )}
      <Refusal reason={refusal ?? noRoom} />
      <MoreOfOffer entry={entry} offer={offer} precision={precision} setPrecision={setPrecision} />
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={onEnd}>
          {text('packs.cancel')}
        </Button>
        {answer?.failure && !answer.isGated && <Button onClick={askAgain}>{text('packs.tryAgain')}</Button>}
        {!answer?.failure && (
          <BusyButton
            isBusy={isBusy}
            disabled={!offer || noRoom !== null || isConsentMissing}
            onClick={() => void submit()}
          >
            {text('packs.get')}
          </BusyButton>
        )}
      </Group>
    </>
  );
}

/** What the hub says; null while it is asked. */
function useAnswer(
  entry: CatalogueEntry,
  precision: WantedPrecision,
): { answer: Answer | null; askAgain(): void } {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [times, setTimes] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when a person says so.
  useEffect(() => {
    let isWanted = true;
    setAnswer(null);
    void askForOffer(entry, precision).then((given) => {
      if (isWanted) setAnswer(given);
    });
    return () => {
      isWanted = false;
    };
  }, [entry.id, precision, times]);
  return { answer, askAgain: () => setTimes(times + 1) };
}
