import { Button } from '@mantine/core';
import { sentence } from '../../language/sentence.ts';
import { text } from '../../language/text.ts';
import { chooseAlignment, pin, useCompareWork } from '../../state/comparing.ts';
import { onStage } from '../../state/selection.ts';
import { useCurrentComparison } from '../../view/current-comparison.ts';
import type { Pane } from '../../view/pane.ts';
import { suggestedReference } from '../../view/suggested-reference.ts';
import styles from './panes.module.css';

/** Why a pane cannot show its difference, with the way out. */
export function UnavailableNotice({ pane, reason }: { pane: Pane; reason: string }) {
  const { isWorking, refusal } = useCompareWork();
  const { reference } = useCurrentComparison();
  const { photo, subject } = pane;
  if (subject?.refusal) {
    return (
      <>
        <p className={styles.overText}>{sentence(subject.refusal)}</p>
        <Button onClick={() => chooseAlignment(photo.id, { method: 'affine', space: 'own' })}>
          {text('stage.alignByScaleAndShift')}
        </Button>
      </>
    );
  }
  const best = suggestedReference(onStage().panes, pane.content?.id);
  return (
    <>
      <p className={styles.overText}>
        {refusal === null ? (isWorking ? text('stage.beingAligned') : reason) : sentence(refusal)}
      </p>
      {!isWorking && !refusal && best && reference === null && (
        <Button onClick={() => pin(photo.id, best.id)}>
          {best.what === 'truth' ? text('stage.takeTruth') : text('stage.takeMetricRun')}
        </Button>
      )}
    </>
  );
}
