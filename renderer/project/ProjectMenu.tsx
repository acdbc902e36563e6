import { Menu } from '@mantine/core';
import { useEffect } from 'react';
import {
  AboutIcon,
  BenchmarkIcon,
  ChevronIcon,
  CopyIcon,
  FolderIcon,
  TrashIcon,
  WatchIcon,
} from '../controls/icons.tsx';
import { MiddleCut } from '../controls/MiddleCut.tsx';
import { part, useOnceWanted } from '../controls/part.tsx';
import { numberText } from '../language/number-text.ts';
import { text } from '../language/text.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { projectName } from '../view/words/project-name.ts';
import { copyDiagnostics } from './copy-diagnostics.ts';
import { LanguageMenu } from './LanguageMenu.tsx';
import { askForProject, openRecent, useAsked } from './open-project.ts';
import { followOpening } from './opening-notice.ts';
import styles from './project.module.css';
import { otherProjects } from './recent.ts';

const AboutDialog = part(async () => (await import('./AboutDialog.tsx')).AboutDialog);
const ProjectDialog = part(async () => (await import('./ProjectDialog.tsx')).ProjectDialog);
const TrashDialog = part(async () => (await import('./TrashDialog.tsx')).TrashDialog);

/** The name of the project, and the way to another one. */
export function ProjectMenu() {
  const snapshot = useProject((state) => state.snapshot);
  useEffect(() => followOpening(), []);
  const hasAsked = useOnceWanted(useAsked((state) => state.isOpen));
  const hasTrash = useOnceWanted(useDialog((state) => state.open === 'trash'));
  const hasAbout = useOnceWanted(useDialog((state) => state.open === 'about'));
  if (!snapshot) return null;
  const others = otherProjects(snapshot);
  const name = projectName(snapshot.project);
  return (
    <>
      <Menu width={300}>
        <Menu.Target>
          <button
            type="button"
            className={styles.project}
            data-focus-key="project"
            aria-label={text('project.project', { name })}
            title={snapshot.project.folder}
          >
            <FolderIcon />
            <span className={styles.name}>
              <MiddleCut text={name} />
            </span>
            <ChevronIcon />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<FolderIcon />} onClick={askForProject}>
            {text('project.openOrCreate')}
          </Menu.Item>
          <Menu.Item
            leftSection={<TrashIcon />}
            rightSection={snapshot.trash.removed > 0 && <span>{numberText(snapshot.trash.removed)}</span>}
            onClick={() => openDialog('trash')}
          >
            {text('project.trash')}
          </Menu.Item>
          <Menu.Item leftSection={<WatchIcon />} onClick={() => openDialog('watch')}>
            {text('project.watchFolder')}
          </Menu.Item>
          <Menu.Item leftSection={<BenchmarkIcon />} onClick={() => openDialog('benchmark')}>
            {text('project.benchmark')}
          </Menu.Item>
          <Menu.Item leftSection={<CopyIcon />} onClick={() => void attempt(copyDiagnostics)}>
            {text('project.copyDiagnostics')}
          </Menu.Item>
          <LanguageMenu />
          <Menu.Item leftSection={<AboutIcon />} onClick={() => openDialog('about')}>
            {text('project.about')}
          </Menu.Item>
          {others.length > 0 && <Menu.Label>{text('project.recent')}</Menu.Label>}
          {others.map((other) => (
            <Menu.Item
              key={other.folder}
              classNames={{ itemLabel: styles.recent }}
              onClick={() => void openRecent(other.folder)}
            >
              <MiddleCut text={projectName(other)} />
              <div className={styles.folder}>
                <MiddleCut text={other.folder} />
              </div>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {hasAsked && <ProjectDialog />}
      {hasAbout && <AboutDialog />}
      {hasTrash && <TrashDialog snapshot={snapshot} />}
    </>
  );
}
