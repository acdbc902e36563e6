import { Button } from '@mantine/core';
import { chooseAlignment, pin, useCompareWork } from '../../state/comparing.ts';
import { onStage } from '../../state/selection.ts';
import { useCurrentComparison } from '../../view/current-comparison.ts';
import type { Pane } from '../../view/pane.ts';
import { suggestedReference } from '../../view/suggested-reference.ts';
import styles from './panes.module.css';

/** Why a pane cannot show its difference, with the way out. */
export function UnavailableNotice({ pane, sentence }: { pane: Pane; sentence: string }) {
  const { isWorking, refusal } = useCompareWork();
  const { reference } = useCurrentComparison();
  const { photo, subject } = pane;
  if (subject?.refusal) {
    return (
      <>
        <p className={styles.overText}>{subject.refusal}</p>
        <Button onClick={() => chooseAlignment(photo.id, { method: 'affine', space: 'own' })}>
          Align by scale and shift
        </Button>
      </>
    );
  }
  const best = suggestedReference(onStage().panes, pane.content?.id);
  return (
    <>
      <p className={styles.overText}>
        {refusal ?? (isWorking ? 'Being aligned to the reference' : sentence)}
      </p>
      {!isWorking && !refusal && best && reference === null && (
        <Button onClick={() => pin(photo.id, best.id)}>
          Take {best.what === 'truth' ? 'ground truth' : 'the metric run'} as the reference
        </Button>
      )}
    </>
  );
}
