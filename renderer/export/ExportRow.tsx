import { ActionIcon, Anchor, Button, Progress, Tooltip } from '@mantine/core';
import type { Export } from '../../contract/exports/export.ts';
import { withoutCommands } from '../../contract/words/command-words.ts';
import { CloseIcon, FolderIcon, TrashIcon } from '../controls/icons.tsx';
import { MiddleCut } from '../controls/MiddleCut.tsx';
import sections from '../controls/sections.module.css';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { desktop } from '../server/desktop.ts';
import { exportAddress } from '../server/files.ts';
import { unlessGone } from '../server/unless-gone.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { removeFromProject } from '../view/remove.ts';
import { clockText } from '../view/time-text.ts';
import { dragOut } from './drag-out.ts';
import { exportText } from './export-list.ts';
import { madeText } from './made-text.ts';
import { showExport } from './request/export-place.ts';
import { canShow, useShownExport } from './viewer/shown-export.ts';

/** One file: its link and size, a look at it where it is geometry, its progress while it is written. */
export function ExportRow({ made }: { made: Export }) {
  const progress = useProject((state) => state.progress[made.id]);
  const isRunning = made.state === 'running';
  const what = madeText(made);
  const end = () =>
    void (isRunning
      ? attempt(() => unlessGone(call('cancelExport', { exportId: made.id })))
      : removeFromProject({
          what: made.fileName,
          along: '',
          remove: () => call('removeExport', { exportId: made.id }),
        }));
  return (
    <li className={sections.card}>
      <div className={sections.made}>
        <div className={sections.cardText}>
          {made.state === 'done' ? (
            <Anchor
              href={exportAddress(made.id)}
              download={made.fileName}
              size="sm"
              className={sections.cardTitle}
              display="block"
              title={text('exports.dragFile', { fileName: made.fileName })}
              draggable
              onDragStart={(event) => dragOut(event, made)}
            >
              <MiddleCut text={made.fileName} />
            </Anchor>
          ) : (
            <div className={sections.cardTitle}>
              <MiddleCut text={made.fileName} />
            </div>
          )}
          {what !== '' && (
            <div className={sections.cardFacts} title={what}>
              {what}
            </div>
          )}
          <div
            className={sections.cardFacts}
            title={made.error ? sentence(withoutCommands(made.error.message)) : undefined}
          >
            {exportText(made, progress)}
            {made.state === 'done' && ` · ${clockText(made.createdAt)}`}
          </div>
          {isRunning && (
            <Progress
              size="xs"
              mt={6}
              value={(progress?.fraction ?? 0) * 100}
              aria-label={text('exports.progressOf', { fileName: made.fileName })}
            />
          )}
        </div>
        {canShow(made) && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={text('exports.showFile', { fileName: made.fileName })}
            onClick={() => useShownExport.setState({ made })}
          >
            {text('exports.show')}
          </Button>
        )}
        {made.state === 'done' && desktop() && (
          <Tooltip label={text('exports.showInFolder')}>
            <ActionIcon
              aria-label={text('exports.showFileInFolder', { fileName: made.fileName })}
              onClick={() => void showExport(made.id)}
            >
              <FolderIcon />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label={isRunning ? text('exports.cancel') : text('exports.removeFromProject')}>
          <ActionIcon
            aria-label={text(isRunning ? 'exports.cancelFile' : 'exports.removeFile', {
              fileName: made.fileName,
            })}
            onClick={end}
          >
            {isRunning ? <CloseIcon /> : <TrashIcon />}
          </ActionIcon>
        </Tooltip>
      </div>
    </li>
  );
}
