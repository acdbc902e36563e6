import { Button, Menu } from '@mantine/core';
import { AddIcon } from '../controls/icons.tsx';
import { text } from '../language/text.ts';
import { differencePane, MOST_PANES, PHOTO_PANE, truthPane } from '../state/panes.ts';
import { togglePane } from '../state/selection.ts';
import { useStage } from '../state/use-stage.ts';
import { titleOf } from '../view/pane-title.ts';
import { runMark } from '../view/time-text.ts';
import styles from './styles/compare.module.css';
import { chooseTruth } from './truth/truth-files.ts';

/** What else can be put on the stage: the photo, ground truth, a difference, finished runs. */
export function AddPane() {
  const { photo, panes, truths, allRuns, activeRun } = useStage();
  if (!photo) return null;
  const shown = new Set(panes.map(({ id }) => id));
  const add = (id: string) => togglePane(photo.id, id);
  const runs = allRuns.filter((run) => !shown.has(run.id) && run.state === 'done').slice(0, 8);
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button size="compact-xs" variant="default" leftSection={<AddIcon size={12} />}>
          {text('compare.pane')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {panes.length >= MOST_PANES && (
          <Menu.Label>{text('compare.allPanesTaken', { count: MOST_PANES })}</Menu.Label>
        )}
        {!shown.has(PHOTO_PANE) && (
          <Menu.Item onClick={() => add(PHOTO_PANE)}>{text('compare.photo')}</Menu.Item>
        )}
        {activeRun && !shown.has(differencePane(activeRun.id)) && (
          <Menu.Item onClick={() => add(differencePane(activeRun.id))}>
            {titleOf({ id: '', what: 'difference', run: activeRun })}
          </Menu.Item>
        )}
        {truths
          .filter(({ id }) => !shown.has(truthPane(id)))
          .map((truth) => (
            <Menu.Item key={truth.id} onClick={() => add(truthPane(truth.id))}>
              {titleOf({ id: '', what: 'truth', truth })}
            </Menu.Item>
          ))}
        {runs.map((run) => (
          <Menu.Item key={run.id} onClick={() => add(run.id)}>
            {titleOf({ id: '', what: 'run', run })}
            <span className={styles.when}>{runMark(run)}</span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => chooseTruth()}>{text('compare.groundTruthFromFile')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
