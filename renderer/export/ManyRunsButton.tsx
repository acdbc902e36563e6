import { Button, Menu } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ChevronIcon } from '../controls/icons.tsx';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { useRanges } from '../state/ranges.ts';
import { meantPhotoIds, useSelection } from '../state/selection.ts';
import type { ToLookUp } from './batch.ts';
import styles from './export.module.css';
import { manyRuns } from './many-runs.ts';
import { usePlan } from './request/plan.ts';

interface Props {
  isOff: boolean;
  start(jobs: readonly ToLookUp[]): void;
}

/** Exports the latest run of each model, of the marked photos or of the project. */
export function ManyRunsButton({ isOff, start }: Props) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="sm"
          px={8}
          disabled={isOff}
          aria-label={text('exports.exportManyRuns')}
          className={styles.more}
        >
          <ChevronIcon />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Choices start={start} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Is there while the menu is open: the core looks all runs of the project through. */
function Choices({ start }: Pick<Props, 'start'>) {
  const [runs, setRuns] = useState<readonly ToLookUp[] | null>(null);
  useEffect(() => void attempt(async () => setRuns((await call('latestRuns', {})).runs)), []);
  const plan = usePlan();
  const stated = useRanges((state) => state.stated);
  useSelection();
  if (!runs) return <Menu.Label>{text('exports.lookingThrough')}</Menu.Label>;
  const { note, marked, all } = manyRuns(runs, meantPhotoIds(), plan, stated);
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
