import { SegmentedControl, Select, Switch } from '@mantine/core';
import type { Alignment } from '../../contract/alignment.ts';
import styles from '../controls/sections.module.css';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { chooseAlignment } from '../state/comparing.ts';
import { runOfPane } from '../state/panes.ts';
import { useStage } from '../state/use-stage.ts';
import type { CurrentComparison } from '../view/current-comparison.ts';
import { isRelative, reasonAgainstAlignment } from './alignment-reason.ts';

const METHODS: { value: Alignment['method']; label: string }[] = [
  { value: 'none', label: text('compare.alignNothing') },
  { value: 'scale', label: text('compare.alignScale') },
  { value: 'affine', label: text('compare.alignScaleAndShift') },
];
const SPACES: { value: Alignment['space']; label: string }[] = [
  { value: 'own', label: text('compare.fitWhereMapLives') },
  { value: 'depth', label: text('compare.fitInDepth') },
  { value: 'disparity', label: text('compare.fitInDisparity') },
];

/** How maps are brought onto the reference; what makes no sense for the maps on the stage is off, with the reason. */
export function AlignmentForm({ photoId, current }: { photoId: string; current: CurrentComparison }) {
  const { panes } = useStage();
  const { pinned, alignment } = current;
  const referenceKind =
    pinned?.what === 'truth' ? pinned.truth.kind : runOfPane(pinned ?? undefined)?.result?.kind;
  const kinds = panes.flatMap((pane) =>
    pane.id === pinned?.id ? [] : (runOfPane(pane)?.result?.kind ?? []),
  );
  const reasonAgainst = (change: Partial<Alignment>) =>
    reasonAgainstAlignment(kinds, referenceKind, { ...alignment, ...change });
  const whyNotNone = reasonAgainst({ method: 'none' });
  const whyNotThis = reasonAgainst({});
  const whyNot = whyNotThis
    ? sentence(whyNotThis)
    : whyNotNone && text('compare.whyNotNone', { reason: sentence(whyNotNone) });
  return (
    <section className={styles.section} aria-labelledby="alignment-heading">
      <h2 id="alignment-heading" className={styles.heading}>
        {text('compare.alignment')}
      </h2>
      <div className={styles.controls}>
        <SegmentedControl
          fullWidth
          aria-label={text('compare.whatIsFitted')}
          data={METHODS.map((method) => ({
            ...method,
            disabled: method.value === 'none' && whyNotNone !== null && kinds.every(isRelative),
          }))}
          value={alignment.method}
          onChange={(value) => chooseAlignment(photoId, { method: value as Alignment['method'] })}
        />
        <Select
          aria-label={text('compare.whereItIsFitted')}
          data={SPACES.map((space) => ({
            ...space,
            disabled:
              reasonAgainst({ space: space.value, method: 'affine' }) !== null && space.value !== 'own',
          }))}
          value={alignment.space}
          onChange={(value) => value && chooseAlignment(photoId, { space: value as Alignment['space'] })}
        />
        <SegmentedControl
          fullWidth
          aria-label={text('compare.howItIsFitted')}
          data={[
            { value: 'least-squares', label: text('compare.leastSquares') },
            { value: 'robust', label: text('compare.robust') },
          ]}
          value={alignment.fit}
          onChange={(value) => chooseAlignment(photoId, { fit: value as Alignment['fit'] })}
        />
      </div>
      {referenceKind === 'metric' && alignment.method !== 'none' && (
        <Switch
          mt={10}
          label={text('compare.fitMetricRuns')}
          description={text('compare.fitMetricRunsHelp')}
          checked={alignment.metres === 'fitted'}
          onChange={(event) =>
            chooseAlignment(photoId, { metres: event.currentTarget.checked ? 'fitted' : 'kept' })
          }
        />
      )}
      {whyNot && (
        <p className={styles.note} style={{ marginTop: 12 }}>
          {whyNot}
        </p>
      )}
    </section>
  );
}
