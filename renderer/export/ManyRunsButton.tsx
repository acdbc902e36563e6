import { Button, Menu } from '@mantine/core';
import { ChevronIcon } from '../controls/icons.tsx';
import { useProject } from '../state/project.ts';
import { useRanges } from '../state/ranges.ts';
import { meantPhotoIds, useSelection } from '../state/selection.ts';
import styles from './export.module.css';
import { manyRuns } from './many-runs.ts';
import { usePlan } from './request/plan.ts';
import type { Job } from './request/write-export.ts';

interface Props {
  isOff: boolean;
  start(jobs: readonly Job[]): void;
}

/** Exports the latest run of each model, of the marked photos or of the project. */
export function ManyRunsButton({ isOff, start }: Props) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="sm" px={8} disabled={isOff} aria-label="Export many runs" className={styles.more}>
          <ChevronIcon />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Choices start={start} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Is there while the menu is open: all runs of the project are looked through. */
function Choices({ start }: Pick<Props, 'start'>) {
  const snapshot = useProject((state) => state.snapshot);
  const plan = usePlan();
  const stated = useRanges((state) => state.stated);
  useSelection();
  if (!snapshot) return null;
  const { note, marked, all } = manyRuns(snapshot, meantPhotoIds(), plan, stated);
  return (
    <>
      <Menu.Label maw={270}>{note}</Menu.Label>
      {[marked, all].map(({ jobs, label }, index) => (
        <Menu.Item
          key={index === 0 ? 'marked' : 'all'}
          disabled={jobs.length === 0}
          onClick={() => start(jobs)}
        >
          {label}
        </Menu.Item>
      ))}
    </>
  );
}
