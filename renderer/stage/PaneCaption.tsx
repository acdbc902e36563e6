import { ActionIcon } from '@mantine/core';
import { CloseIcon } from '../icons.tsx';
import { OriginNote } from '../packs/OriginNote.tsx';
import { shortTitle } from '../packs/pack-text.ts';
import type { Mode } from '../state/look.ts';
import { useProbe } from '../state/probe.ts';
import { onStage, toggleBeside } from '../state/selection.ts';
import { durationText, workSeconds } from '../status/time-text.ts';
import type { Pane } from './frame.ts';
import { valueIn } from './point-at.ts';
import { depthText } from './range.ts';
import styles from './Stage.module.css';

/** The line above a picture: what it is, who made it, and its value under the probe. */
export function PaneCaption({ pane, mode, isOnlyPane }: { pane: Pane; mode: Mode; isOnlyPane: boolean }) {
  const { photo, run } = pane;
  const at = useProbe((state) => state.at);
  if (mode === 'photo' || !run) {
    return (
      <>
        <span className={styles.captionName}>{photo.name}</span>
        <span>
          {photo.width} × {photo.height}
        </span>
      </>
    );
  }
  const seconds = workSeconds(run);
  const value = at ? valueIn(pane, at) : Number.NaN;
  return (
    <>
      <span className={styles.captionName}>{shortTitle(run.packTitle)}</span>
      <span className={styles.captionOrigin}>
        <OriginNote origin={run.origin} />
      </span>
      {run.result && <span className={styles.captionFact}>{run.result.unit}</span>}
      {run.result && seconds !== null && <span className={styles.captionFact}>{durationText(seconds)}</span>}
      {run.result && at && <span className={styles.captionValue}>{depthText(value, run.result.kind)}</span>}
      {!isOnlyPane && (
        <ActionIcon
          size="xs"
          ml={at ? 0 : 'auto'}
          aria-label={`Take ${run.packTitle} off the stage`}
          onClick={() => {
            const { runs } = onStage();
            toggleBeside(
              photo.id,
              runs.map(({ id }) => id),
              run.id,
            );
          }}
        >
          <CloseIcon size={12} />
        </ActionIcon>
      )}
    </>
  );
}
