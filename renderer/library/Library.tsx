import { ActionIcon, Button, Progress, ScrollArea, TextInput, Tooltip } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { AddIcon, SearchIcon, TrashIcon } from '../controls/icons.tsx';
import { useImports } from '../state/import-queue.ts';
import { useProject } from '../state/project.ts';
import { arrange, usePhotoList } from '../state/rows/photo-list.ts';
import { useSelection } from '../state/selection.ts';
import { choosePhotos } from '../view/choose-photos.ts';
import { importText } from './import-text.ts';
import { ListMenu } from './ListMenu.tsx';
import styles from './library.module.css';
import { isFiltered, nothingFoundText } from './list-text.ts';
import { PhotoGrid } from './PhotoGrid.tsx';
import { removeMarked } from './remove.ts';
import { canSearch } from './search.ts';

/** On the left: the project, as `header`, and its photos. */
export function Library({ header }: { header: ReactNode }) {
  const count = useProject((state) => state.photoCount);
  const { filter, total } = usePhotoList();
  const box = useRef<HTMLDivElement>(null);
  return (
    <div className={styles.library}>
      {header}
      <div className={styles.tools}>
        <Button fullWidth variant="default" leftSection={<AddIcon />} onClick={choosePhotos}>
          Add photos
        </Button>
        {(canSearch(count) || isFiltered(filter)) && (
          <div className={styles.find}>
            <TextInput
              aria-label="Search photos by name"
              placeholder="Search"
              leftSection={<SearchIcon size={14} />}
              value={filter.text}
              maxLength={255}
              onChange={(event) => arrange({ filter: { ...filter, text: event.currentTarget.value } })}
            />
            <ListMenu />
          </div>
        )}
      </div>
      {count === 0 && <p className={styles.empty}>Photos that you add appear here.</p>}
      {count > 0 && total === 0 && isFiltered(filter) && (
        <p className={styles.empty}>{nothingFoundText(filter)}</p>
      )}
      <ScrollArea
        className={styles.scroll}
        type="auto"
        scrollbarSize={8}
        viewportRef={box}
        viewportProps={{ tabIndex: -1 }}
      >
        <PhotoGrid box={box} />
      </ScrollArea>
      <Foot />
    </div>
  );
}

/** How far an import is, else how many photos are marked. */
function Foot() {
  const { total, through, since } = useImports();
  const count = useSelection((state) => state.marked.length);
  if (total > 0)
    return (
      <div className={styles.foot} role="status">
        <div style={{ flex: 1, padding: '8px 0' }}>
          {importText({ total, through, since }, performance.now())}
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
  if (count < 2) return null;
  return (
    <div className={styles.foot}>
      <span>{count} photos marked</span>
      <Tooltip label="Remove them from the project (Delete)">
        <ActionIcon aria-label={`Remove ${count} photos`} onClick={() => removeMarked()}>
          <TrashIcon />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
