import { ActionIcon, Checkbox, Menu, Progress, Tooltip } from '@mantine/core';
import { memo, useState } from 'react';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { withoutCommands } from '../../contract/words/command-words.ts';
import { CloseIcon, MoreIcon } from '../controls/icons.tsx';
import { MiddleCut } from '../controls/MiddleCut.tsx';
import { OriginNote } from '../controls/OriginNote.tsx';
import sections from '../controls/sections.module.css';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { unlessGone } from '../server/unless-gone.ts';
import { look, useLook } from '../state/look.ts';
import { attempt } from '../state/notices.ts';
import { MOST_PANES } from '../state/panes.ts';
import { isWorking, useProject } from '../state/project.ts';
import { bringPane, togglePane } from '../state/selection.ts';
import { copyText } from '../view/copy-text.ts';
import { runAgain } from '../view/estimate.ts';
import { shortTitle, titleText } from '../view/pack-text.ts';
import { clockText } from '../view/time-text.ts';
import { commandText } from '../view/words/command-text.ts';
import styles from './inspector.module.css';
import { RunDetails } from './RunDetails.tsx';
import { removeRun } from './remove-run.ts';
import { progressText, runSummary } from './run-text.ts';

interface Props {
  photo: Photo;
  run: Run;
  /** Whether it is on the stage. */
  isShown: boolean;
}

/** One run: its state at a glance; a click shows it, the box puts it beside the others, the menu does the rest. */
export const RunCard = memo(function RunCard({ photo, run, isShown }: Props) {
  const [isOpen, setOpen] = useState(false);
  const title = titleText(run.packTitle);
  const show = () => {
    bringPane(photo.id, run.id);
    if (useLook.getState().mode === 'photo') look({ mode: 'depth' });
  };
  return (
    <li className={sections.card} data-active={isShown || undefined}>
      <div className={sections.cardTop}>
        <Tooltip label={text('inspector.showBeside', { most: MOST_PANES })}>
          <Checkbox
            aria-label={text('inspector.showRunBeside', { title })}
            checked={isShown}
            onChange={() => togglePane(photo.id, run.id)}
            mr={6}
          />
        </Tooltip>
        <button type="button" className={styles.runButton} onClick={show}>
          <div className={`${sections.cardTitle} ${styles.titleRow}`}>
            <span className={styles.state} data-state={run.state} />
            <span className="visually-hidden">{text('inspector.showThisRun')} </span>
            <MiddleCut text={shortTitle(run.packTitle)} />
          </div>
          <div className={`${sections.cardFacts} ${styles.wrapping}`}>
            {runSummary(run)} · {clockText(run.queuedAt)}
          </div>
        </button>
        {isWorking(run) ? (
          <Tooltip label={text('inspector.cancel')}>
            <ActionIcon
              aria-label={text('inspector.cancelRun', { title })}
              onClick={() => void attempt(() => unlessGone(call('cancelRun', { runId: run.id })))}
            >
              <CloseIcon />
            </ActionIcon>
          </Tooltip>
        ) : (
          <RunMenu photo={photo} run={run} isOpen={isOpen} setOpen={setOpen} />
        )}
      </div>
      {run.origin !== 'official' && (
        <div className={styles.runUnder}>
          <OriginNote origin={run.origin} system={run.system} />
        </div>
      )}
      {run.state === 'running' && <RunProgress run={run} />}
      {run.error && run.state === 'failed' && (
        <p className={sections.problem}>{sentence(withoutCommands(run.error.message))}</p>
      )}
      {isOpen && <RunDetails run={run} />}
    </li>
  );
});

function RunProgress({ run }: { run: Run }) {
  const progress = useProject((state) => state.progress[run.id]);
  return (
    <div style={{ padding: '0 12px 10px' }}>
      <Progress
        size="xs"
        value={(progress?.fraction ?? 0) * 100}
        aria-label={text('inspector.progressOf', { title: titleText(run.packTitle) })}
      />
      <div className={sections.cardFacts} style={{ marginTop: 4 }}>
        {progressText(progress)}
      </div>
    </div>
  );
}

function RunMenu({
  photo,
  run,
  isOpen,
  setOpen,
}: Pick<Props, 'photo' | 'run'> & { isOpen: boolean; setOpen(isOpen: boolean): void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={text('inspector.moreAbout', { title: titleText(run.packTitle) })}>
          <MoreIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => setOpen(!isOpen)}>
          {isOpen ? text('inspector.hideDetails') : text('inspector.details')}
        </Menu.Item>
        <Menu.Item onClick={() => void runAgain(run)}>{text('inspector.runAgain')}</Menu.Item>
        <Menu.Item
          onClick={() =>
            void copyText(commandText(photo.name, run.packId, run.options, run.requestedProvider))
          }
        >
          {text('inspector.copyAsCommand')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red.4" onClick={() => removeRun(run)}>
          {text('inspector.removeRun')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
