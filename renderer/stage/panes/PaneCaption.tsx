import { ActionIcon } from '@mantine/core';
import { workSeconds } from '../../../contract/run.ts';
import { PinIcon } from '../../compare/icons.tsx';
import { PaneMenu } from '../../compare/PaneMenu.tsx';
import { CloseIcon, SwapIcon } from '../../controls/icons.tsx';
import { MiddleCut } from '../../controls/MiddleCut.tsx';
import { OriginNote } from '../../controls/OriginNote.tsx';
import { text } from '../../language/text.ts';
import { isDifference } from '../../state/compare-look.ts';
import type { Mode } from '../../state/look.ts';
import { useProbe } from '../../state/probe.ts';
import { movePane, togglePane } from '../../state/selection.ts';
import { titleText } from '../../view/pack-text.ts';
import type { Pane } from '../../view/pane.ts';
import { DIFFERENCE_WORDS, titleOf } from '../../view/pane-title.ts';
import { durationText } from '../../view/time-text.ts';
import { valueTextIn } from '../../view/value-text.ts';
import styles from './panes.module.css';

interface Props {
  pane: Pane;
  mode: Mode;
  index: number;
  count: number;
}

/** The first line above a picture: what it is, who made it, and its value under the probe. */
export function PaneCaption({ pane, mode, index, count }: Props) {
  const { photo, content, isReference } = pane;
  const at = useProbe((state) => state.at);
  if (mode === 'photo' || !content) {
    return (
      <>
        <span className={styles.captionName}>
          <MiddleCut text={photo.name} />
        </span>
        <span>
          {photo.width} × {photo.height}
        </span>
      </>
    );
  }
  const value = at ? valueTextIn(pane, at) : null;
  const removable = content.what === 'run' ? titleText(content.run.packTitle) : titleOf(content);
  return (
    <>
      {index > 0 && (
        <ActionIcon
          size="xs"
          className={styles.captionSwap}
          aria-label={text('stage.swapPane', { title: titleOf(content) })}
          title={text('stage.swapThisPane')}
          onClick={() => movePane(photo.id, index, -1)}
        >
          <SwapIcon size={13} />
        </ActionIcon>
      )}
      {isReference && (
        <span className={styles.captionPin} title={text('stage.theReference')}>
          <PinIcon size={13} />
          <span className="visually-hidden">{text('stage.referenceMark')} </span>
        </span>
      )}
      <span className={styles.captionName}>
        {content.what === 'difference' ? titleOf(content) : <MiddleCut text={titleOf(content)} />}
      </span>
      {content.what === 'run' && <Facts pane={pane} />}
      {isDifference(pane.tint) && <span className={styles.captionFact}>{DIFFERENCE_WORDS[pane.tint]}</span>}
      <span className={styles.spacer} />
      {value && (
        <span className={styles.captionValue} data-testid="pane-value">
          {value.own && <span className={styles.captionOwn}>{value.own} → </span>}
          {value.text}
        </span>
      )}
      <PaneMenu pane={pane} index={index} count={count} />
      {count > 1 && (
        <ActionIcon
          size="xs"
          aria-label={text('stage.takeOff', { title: removable })}
          onClick={() => togglePane(photo.id, content.id)}
        >
          <CloseIcon size={12} />
        </ActionIcon>
      )}
    </>
  );
}

function Facts({ pane: { run } }: { pane: Pane }) {
  const seconds = run && workSeconds(run);
  if (!run) return null;
  return (
    <>
      <span className={styles.captionOrigin}>
        <OriginNote origin={run.origin} system={run.system} />
      </span>
      {typeof run.options.seed === 'number' && (
        <span className={styles.captionFact}>{text('stage.seed', { seed: run.options.seed })}</span>
      )}
      {run.result && <span className={styles.captionFact}>{text(`view.${run.result.unit}`)}</span>}
      {run.result && seconds !== null && <span className={styles.captionFact}>{durationText(seconds)}</span>}
    </>
  );
}
