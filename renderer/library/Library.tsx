import { ActionIcon, Button, Progress, ScrollArea, TextInput, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { AddIcon, SearchIcon, TrashIcon } from '../controls/icons.tsx';
import { ProjectMenu } from '../project/ProjectMenu.tsx';
import { useImports } from '../state/import-queue.ts';
import { useProject } from '../state/project.ts';
import { useSelection } from '../state/selection.ts';
import { chooseAndImport } from '../view/choose-photos.ts';
import { timeLeftText } from '../view/time-text.ts';
import styles from './library.module.css';
import { PhotoGrid } from './PhotoGrid.tsx';
import { removeMarked } from './remove.ts';

const SEARCH_FROM = 13;

/** On the left: the project and its photos. */
export function Library() {
  const photos = useProject((state) => state.snapshot?.photos) ?? [];
  const marked = useSelection((state) => state.marked);
  const total = useImports((state) => state.total);
  const [wanted, setWanted] = useState('');
  const words = wanted.trim().toLowerCase();
  const shown =
    photos.length < SEARCH_FROM ? photos : photos.filter(({ name }) => name.toLowerCase().includes(words));
  return (
    <div className={styles.library}>
      <ProjectMenu />
      <div className={styles.tools}>
        <Button fullWidth variant="default" leftSection={<AddIcon />} onClick={chooseAndImport}>
          Add photos
        </Button>
        {photos.length >= SEARCH_FROM && (
          <TextInput
            aria-label="Search photos by name"
            placeholder="Search"
            leftSection={<SearchIcon size={14} />}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        )}
      </div>
      {photos.length === 0 && <p className={styles.empty}>Photos that you add appear here.</p>}
      {photos.length > 0 && shown.length === 0 && (
        <p className={styles.empty}>No photo has “{wanted}” in its name.</p>
      )}
      <ScrollArea className={styles.scroll} type="auto" scrollbarSize={8} viewportProps={{ tabIndex: -1 }}>
        <PhotoGrid photos={shown} />
      </ScrollArea>
      {total > 0 && <ImportProgress />}
      {total === 0 && marked.length > 1 && (
        <div className={styles.foot}>
          <span>{marked.length} photos marked</span>
          <Tooltip label="Remove them from the project (Delete)">
            <ActionIcon aria-label={`Remove ${marked.length} photos`} onClick={() => removeMarked()}>
              <TrashIcon />
            </ActionIcon>
          </Tooltip>
        </div>
      )}
    </div>
  );
}

function ImportProgress() {
  const { total, through, since } = useImports();
  const left = through > 0 ? (((performance.now() - since) / through) * (total - through)) / 1000 : null;
  return (
    <div className={styles.foot} role="status">
      <div style={{ flex: 1, padding: '8px 0' }}>
        Adding photo {Math.min(through + 1, total)} of {total}
        {total > 1 && ` · ${timeLeftText(left)}`}
        <Progress
          size="xs"
          mt={6}
          value={(through / total) * 100}
          animated={through === 0}
          aria-label="Progress of adding photos"
        />
      </div>
    </div>
  );
}
