import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { ChevronIcon, CopyIcon, DownloadIcon } from '../controls/icons.tsx';
import { useProject } from '../state/project.ts';
import { ASSUMED_PLANES, useRanges } from '../state/ranges.ts';
import { meantPhotoIds, useSelection } from '../state/selection.ts';
import { copyText } from '../view/copy-text.ts';
import { latestRuns, startBatch, useBatch } from './batch.ts';
import styles from './export.module.css';
import { exportCommand } from './request/export-command.ts';
import { KINDS, shortFormat } from './request/kinds.ts';
import { usePlan } from './request/plan.ts';
import { isInMetres, planesNeed, type Request, shownOptions } from './request/request.ts';
import { type Job, makeAndDownload } from './request/write-export.ts';

interface Props {
  photo: Photo;
  run: Run;
  /** Null where the options cannot be. */
  request: Request | null;
}

/** Write this run; beside it a menu for many runs, and the command that does the same. */
export function ExportButtons({ photo, run, request }: Props) {
  const plan = usePlan();
  const [isBusy, setBusy] = useState(false);
  const isBatch = useBatch((state) => state.state === 'running');
  const isOff = request === null || isBatch;
  const make = async () => {
    if (!request) return;
    setBusy(true);
    await makeAndDownload(run.id, request);
    setBusy(false);
  };
  const format = request ? String(request.options.format) : '';
  const extension = request ? KINDS[request.kind].formats[format].extension : '';
  const command = request && exportCommand({ photo, run, extension }, plan.choice, request);
  return (
    <div className={styles.buttons}>
      <Button.Group flex={1}>
        <Button
          flex={1}
          size="sm"
          leftSection={<DownloadIcon />}
          loading={isBusy}
          disabled={isOff}
          onClick={() => void make()}
        >
          Export {shortFormat(format)}
        </Button>
        <ManyMenu isOff={isOff} start={(jobs) => void startBatch(jobs, plan)} />
      </Button.Group>
      <Tooltip label={command === null ? 'No command makes this run again' : 'Copy as command'}>
        <ActionIcon
          size={36}
          variant="default"
          aria-label="Copy as command"
          disabled={command === null}
          onClick={() => command && void copyText(command)}
        >
          <CopyIcon />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function ManyMenu({ isOff, start }: { isOff: boolean; start(jobs: readonly Job[]): void }) {
  const snapshot = useProject((state) => state.snapshot);
  useSelection();
  if (!snapshot) return null;
  const photoIds = meantPhotoIds();
  const all = latestRuns(snapshot);
  const marked = latestRuns(snapshot, photoIds);
  const photos = photoIds.length === 1 ? 'this photo' : `the ${photoIds.length} marked photos`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="sm" px={8} disabled={isOff} aria-label="Export many runs" className={styles.more}>
          <ChevronIcon />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label maw={270}>
          The latest run of each model.
          {all.some(isAssumed) &&
            ` Relative maps lie between ${ASSUMED_PLANES.nearInMetres} and ${ASSUMED_PLANES.farInMetres} m where you state nothing else.`}
        </Menu.Label>
        <Menu.Item disabled={marked.length === 0} onClick={() => start(marked)}>
          Export {runsText(marked.length)} of {photos}
        </Menu.Item>
        <Menu.Item disabled={all.length === 0} onClick={() => start(all)}>
          Export {runsText(all.length)} of the project
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Whether a run needs metres that nobody stated. */
function isAssumed({ photo, run }: Job): boolean {
  const plan = usePlan.getState();
  const shown = shownOptions(plan, null);
  const need = planesNeed(plan.kind, shown, run.result?.kind ?? 'metric');
  return isInMetres(plan, shown, need) && !useRanges.getState().stated[photo.id];
}

function runsText(count: number): string {
  return count === 1 ? 'the one run' : `all ${count} runs`;
}
