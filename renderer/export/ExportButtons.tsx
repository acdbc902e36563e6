import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import { CopyIcon, DownloadIcon } from '../controls/icons.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { copyText } from '../view/copy-text.ts';
import { useBatch } from './batch.ts';
import { beginBatch } from './begin-batch.ts';
import styles from './export.module.css';
import { ManyRunsButton } from './ManyRunsButton.tsx';
import { exportCommand } from './request/export-command.ts';
import { shortFormat } from './request/kinds.ts';
import { askForPlace, asksForPlace } from './request/place-choice.ts';
import { usePlan } from './request/plan.ts';
import type { Request } from './request/request.ts';
import { writeAndDeliver } from './request/write-export.ts';

interface Props {
  photo: Photo;
  run: Run;
  /** Null where the options cannot be. */
  request: Request | null;
}

/** Write this run; beside it a menu for many runs, and the command that does the same. */
export function ExportButtons({ photo, run, request }: Props) {
  const plan = usePlan();
  const isBatch = useBatch((state) => state.state === 'running');
  const isOff = request === null || isBatch;
  const { isBusy, submit: write } = useSubmit(async (place?: boolean) => {
    if (!request) return;
    await writeAndDeliver({ photo, run }, place === undefined ? request : withPlace(request, place));
  });
  const begin = () => {
    if (request && asksForPlace(photo, request, 'place' in plan.own))
      askForPlace(photo, (place) => void write(place));
    else void write();
  };
  const format = request ? String(request.options.format) : '';
  const command = request && exportCommand({ photo, run }, plan.choice, request);
  return (
    <div className={styles.buttons}>
      <Button.Group flex={1}>
        {isBusy ? (
          <Writing runId={run.id} />
        ) : (
          <>
            <BusyButton
              flex={1}
              size="sm"
              leftSection={<DownloadIcon />}
              data-focus-key="export"
              isBusy={false}
              disabled={isOff}
              onClick={begin}
            >
              {text('exports.exportAs', { format: shortFormat(format) })}
            </BusyButton>
            <ManyRunsButton isOff={isOff} start={(jobs) => beginBatch(jobs, plan)} />
          </>
        )}
      </Button.Group>
      <Tooltip label={command === null ? text('exports.noCommand') : text('exports.copyAsCommand')}>
        <ActionIcon
          size={36}
          variant="default"
          aria-label={text('exports.copyAsCommand')}
          disabled={command === null}
          onClick={() => command && void copyText(command)}
        >
          <CopyIcon />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function withPlace(request: Request, place: boolean): Request {
  return request.kind === 'depth-image' ? { ...request, options: { ...request.options, place } } : request;
}

/** In the place of the button that started it: how far the file is, and the way to stop it. */
function Writing({ runId }: { runId: string }) {
  const made = useProject(({ snapshot }) =>
    snapshot?.exports.find((each) => each.runId === runId && each.state === 'running'),
  );
  const fraction = useProject(({ progress }) => (made ? progress[made.id]?.fraction : undefined)) ?? 0;
  const percent = Math.round(100 * fraction);
  return (
    <>
      <div
        className={styles.writing}
        role="progressbar"
        aria-label={text('exports.progressOfExport')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <span style={{ width: `${percent}%` }} />
        <b>{text('exports.writingPercent', { percent })}</b>
      </div>
      <BusyButton
        size="sm"
        variant="default"
        data-focus-key="export"
        isBusy={!made}
        onClick={() => made && void attempt(() => call('cancelExport', { exportId: made.id }))}
      >
        {text('exports.cancel')}
      </BusyButton>
    </>
  );
}
