import { Menu } from '@mantine/core';
import { useState } from 'react';
import { ChevronIcon, FolderIcon } from '../controls/icons.tsx';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { copyDiagnostics } from './copy-diagnostics.ts';
import { openProject } from './open-project.ts';
import { ProjectDialog } from './ProjectDialog.tsx';
import styles from './project.module.css';
import { otherProjects } from './recent.ts';

/** The name of the project, and the way to another one. */
export function ProjectMenu() {
  const snapshot = useProject((state) => state.snapshot);
  const [isAsking, setAsking] = useState(false);
  if (!snapshot) return null;
  const others = otherProjects(snapshot);
  return (
    <>
      <Menu width={300}>
        <Menu.Target>
          <button
            type="button"
            className={styles.project}
            aria-label={`Project ${snapshot.project.name}`}
            title={snapshot.project.folder}
          >
            <FolderIcon />
            <span>{snapshot.project.name}</span>
            <ChevronIcon />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<FolderIcon />} onClick={() => setAsking(true)}>
            Open or create a project
          </Menu.Item>
          <Menu.Item onClick={() => void attempt(copyDiagnostics)}>Copy diagnostics</Menu.Item>
          {others.length > 0 && <Menu.Label>Recent</Menu.Label>}
          {others.map(({ folder, name }) => (
            <Menu.Item key={folder} onClick={() => void attempt(() => openProject(folder, false))}>
              <div className={styles.recent}>{name}</div>
              <div className={styles.folder}>{folder}</div>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <ProjectDialog isOpen={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}
