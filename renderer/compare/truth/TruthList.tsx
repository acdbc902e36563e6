import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import type { Truth } from '../../../contract/compare/truth.ts';
import { MoreIcon } from '../../controls/icons.tsx';
import styles from '../../controls/sections.module.css';
import { askAboutTruth } from '../../state/dialogs.ts';
import { truthPane } from '../../state/panes.ts';
import { togglePane } from '../../state/selection.ts';
import { useStage } from '../../state/use-stage.ts';
import panel from '../styles/panel.module.css';
import { removeTruth } from './remove-truth.ts';

/** Measured depth of the photo; the box puts it on the stage. */
export function TruthList({ truths }: { truths: readonly Truth[] }) {
  const { photo, panes } = useStage();
  if (truths.length === 0 || !photo) {
    return (
      <p className={styles.note}>
        Drop a depth file on the picture: 16-bit PNG, TIFF, EXR, PFM, NPY, NPZ or .dpt. What its numbers mean
        is recognised and shown to be confirmed.
      </p>
    );
  }
  return (
    <ul className={panel.truths}>
      {truths.map((truth) => (
        <li key={truth.id}>
          <Checkbox
            aria-label={`Show ground truth ${truth.name}`}
            checked={panes.some(({ id }) => id === truthPane(truth.id))}
            onChange={() => togglePane(photo.id, truthPane(truth.id))}
            mr={6}
          />
          <div className={panel.truthText}>
            <b>{truth.name}</b>
            <span>
              {truth.plane.width} × {truth.plane.height} ·{' '}
              {truth.unit === 'metres'
                ? `${truth.minimum.toFixed(2)} to ${truth.maximum.toFixed(2)} m`
                : 'relative'}
              {truth.confidence === 'guessed' && ' · not confirmed'}
            </span>
          </div>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={`More about ${truth.name}`}>
                <MoreIcon />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => askAboutTruth(truth)}>What its numbers mean</Menu.Item>
              <Menu.Item color="red.4" onClick={() => removeTruth(truth)}>
                Remove
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </li>
      ))}
    </ul>
  );
}
