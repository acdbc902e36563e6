import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import type { Truth } from '../../../contract/compare/truth.ts';
import { MoreIcon } from '../../controls/icons.tsx';
import { MiddleCut } from '../../controls/MiddleCut.tsx';
import styles from '../../controls/sections.module.css';
import { text } from '../../language/text.ts';
import { askAboutTruth } from '../../state/dialogs.ts';
import { truthPane } from '../../state/panes.ts';
import { togglePane } from '../../state/selection.ts';
import { useStage } from '../../state/use-stage.ts';
import panel from '../styles/panel.module.css';
import { removeTruth } from './remove-truth.ts';
import { rangeText } from './unit-text.ts';

/** Measured depth of the photo; the box puts it on the stage. */
export function TruthList({ truths }: { truths: readonly Truth[] }) {
  const { photo, panes } = useStage();
  if (truths.length === 0 || !photo) {
    return <p className={styles.note}>{text('compare.dropDepthFile')}</p>;
  }
  return (
    <ul className={panel.truths}>
      {truths.map((truth) => (
        <li key={truth.id}>
          <Checkbox
            aria-label={text('compare.showTruth', { name: truth.name })}
            checked={panes.some(({ id }) => id === truthPane(truth.id))}
            onChange={() => togglePane(photo.id, truthPane(truth.id))}
            mr={6}
          />
          <div className={panel.truthText}>
            <b>
              <MiddleCut text={truth.name} />
            </b>
            <span>{factsOf(truth)}</span>
          </div>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={text('compare.moreAbout', { name: truth.name })}>
                <MoreIcon />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => askAboutTruth(truth)}>{text('compare.whatItsNumbersMean')}</Menu.Item>
              <Menu.Item color="red.4" onClick={() => removeTruth(truth)}>
                {text('compare.remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </li>
      ))}
    </ul>
  );
}

function factsOf({ plane, unit, minimum, maximum, confidence }: Truth): string {
  return [
    // What is to be done comes first, as in the dialog: the end may be cut off.
    ...(confidence === 'guessed' ? [text('compare.confidence', { confidence })] : []),
    `${plane.width} × ${plane.height}`,
    unit === 'metres' ? rangeText(minimum, maximum) : text('compare.relative'),
  ].join(' · ');
}
