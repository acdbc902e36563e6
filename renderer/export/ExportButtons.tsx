import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import { CopyIcon, DownloadIcon } from '../controls/icons.tsx';
import { copyText } from '../view/copy-text.ts';
import { startBatch, useBatch } from './batch.ts';
import styles from './export.module.css';
import { ManyRunsButton } from './ManyRunsButton.tsx';
import { exportCommand } from './request/export-command.ts';
import { KINDS, shortFormat } from './request/kinds.ts';
import { usePlan } from './request/plan.ts';
import type { Request } from './request/request.ts';
import { writeAndDownload } from './request/write-export.ts';

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
  const write = async () => {
    if (!request) return;
    setBusy(true);
    await writeAndDownload(run.id, request);
    setBusy(false);
  };
  const format = request ? String(request.options.format) : '';
  const extension = request ? KINDS[request.kind].formats[format].extension : '';
  const command = request && exportCommand({ photo, run, extension }, plan.choice, request);
  return (
    <div className={styles.buttons}>
      <Button.Group flex={1}>
        <BusyButton
          flex={1}
          size="sm"
          leftSection={<DownloadIcon />}
          isBusy={isBusy}
          disabled={isOff}
          onClick={() => void write()}
        >
          Export {shortFormat(format)}
        </BusyButton>
        <ManyRunsButton isOff={isOff} start={(jobs) => void startBatch(jobs, plan)} />
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
