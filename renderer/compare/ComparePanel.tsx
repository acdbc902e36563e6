import { Button, Group, Select } from '@mantine/core';
import type { Comparison } from '../../contract/compare/comparison.ts';
import styles from '../controls/sections.module.css';
import { bytesShown } from '../language/number-text.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { useRenderStatistics } from '../state/canvas.ts';
import { pin, useCompareWork } from '../state/comparing.ts';
import { openDialog } from '../state/dialogs.ts';
import { useStage } from '../state/use-stage.ts';
import { useCurrentComparison } from '../view/current-comparison.ts';
import { AlignmentForm } from './AlignmentForm.tsx';
import { FitList } from './FitList.tsx';
import { referenceChoices } from './reference-choices.ts';
import { removeComparison } from './remove-comparison.ts';
import { saveReport } from './report.ts';
import { TruthList } from './truth/TruthList.tsx';
import { chooseTruth } from './truth/truth-files.ts';

/** What the panes are measured against, how they are brought onto it, and what came out. */
export function ComparePanel() {
  const { photo } = useStage();
  if (!photo) return <p className={styles.empty}>{text('compare.addPhotoToCompare')}</p>;
  return <Panel photoId={photo.id} />;
}

function Panel({ photoId }: { photoId: string }) {
  const { truths } = useStage();
  const current = useCurrentComparison();
  const { isWorking, refusal } = useCompareWork();
  return (
    <>
      <ReferenceSelect photoId={photoId} />
      {current.reference && <AlignmentForm photoId={photoId} current={current} />}
      {refusal && (
        <p className={styles.problem} style={{ padding: 0, marginTop: 10 }} role="alert">
          {sentence(refusal)}
        </p>
      )}
      {current.reference && (
        <section className={styles.section} aria-labelledby="fits-heading">
          <h2 id="fits-heading" className={styles.heading}>
            {isWorking ? text('compare.measuring') : text('compare.fitted')}
          </h2>
          {current.comparison ? (
            <Fits comparison={current.comparison} />
          ) : (
            <p className={styles.note}>
              {isWorking ? text('compare.areMeasured') : text('compare.putAnotherRun')}
            </p>
          )}
        </section>
      )}
      <section className={styles.section} aria-labelledby="truth-heading">
        <h2 id="truth-heading" className={styles.heading}>
          {text('compare.groundTruth')}
          <Button size="compact-xs" variant="default" onClick={() => chooseTruth()}>
            {text('compare.addFile')}
          </Button>
        </h2>
        <TruthList truths={truths} />
      </section>
      <NewMap />
    </>
  );
}

function ReferenceSelect({ photoId }: { photoId: string }) {
  const { panes, truths } = useStage();
  const { pinned } = useCurrentComparison();
  const choices = referenceChoices(truths, panes, pinned);
  return (
    <section className={styles.section} aria-labelledby="reference-heading">
      <h2 id="reference-heading" className={styles.heading}>
        {text('compare.reference')}
      </h2>
      <Select
        aria-label={text('compare.reference')}
        placeholder={text('compare.nothingCompared')}
        clearable
        data={choices}
        value={choices.find(({ value }) => value === pinned?.id)?.value ?? null}
        onChange={(value) => pin(photoId, value)}
      />
      {!pinned && (
        <p className={styles.note} style={{ marginTop: 8 }}>
          {text('compare.pinReferenceHelp')}
        </p>
      )}
    </section>
  );
}

function Fits({ comparison }: { comparison: Comparison }) {
  return (
    <>
      <FitList comparison={comparison} />
      <Group gap="xs" mt="sm">
        <Button onClick={() => openDialog('numbers')}>{text('compare.numbers')}</Button>
        <Button variant="default" onClick={() => void saveReport(comparison, 'html')}>
          {text('compare.report')}
        </Button>
        <Button variant="default" onClick={() => void saveReport(comparison, 'contact-sheet')}>
          {text('compare.contactSheet')}
        </Button>
        <Button variant="default" onClick={() => void removeComparison(comparison)}>
          {text('compare.remove')}
        </Button>
      </Group>
    </>
  );
}

function NewMap() {
  const { panes, allRuns } = useStage();
  const bytes = useRenderStatistics((state) => state.textureBytes);
  const finished = allRuns.filter(({ state }) => state === 'done');
  return (
    <section className={styles.section} aria-labelledby="derive-heading">
      <h2 id="derive-heading" className={styles.heading}>
        {text('compare.makeNewMap')}
      </h2>
      <Group gap="xs">
        <Button variant="default" disabled={finished.length < 2} onClick={() => openDialog('consensus')}>
          {text('compare.consensusOfRuns')}
        </Button>
        <Button variant="default" disabled={finished.length === 0} onClick={() => openDialog('calibrate')}>
          {text('compare.calibrateToMetres')}
        </Button>
      </Group>
      <p className={styles.note} style={{ marginTop: 14 }}>
        {text('compare.graphicsMemory', { panes: panes.length, size: bytesShown(bytes) })}
      </p>
    </section>
  );
}
