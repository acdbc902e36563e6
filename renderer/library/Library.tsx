import { Button, ScrollArea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { AddIcon, SearchIcon } from '../controls/icons.tsx';
import { part } from '../controls/part.tsx';
import { text } from '../language/text.ts';
import { useProject } from '../state/project.ts';
import { arrange, usePhotoList } from '../state/rows/photo-list.ts';
import { useStarWords } from '../state/rows/star-photos.ts';
import { choosePhotos } from '../view/choose-photos.ts';
import styles from './library.module.css';
import { isFiltered, nothingFoundText } from './list-text.ts';
import { PhotoGrid } from './PhotoGrid.tsx';
import { canSearch } from './search.ts';

const ListMenu = part(async () => (await import('./ListMenu.tsx')).ListMenu);
const PhotoFoot = part(async () => (await import('./PhotoFoot.tsx')).PhotoFoot);
const Foot = part(async () => (await import('./Foot.tsx')).Foot);

/** On the left: the project, as `header`, and its photos. */
export function Library({ header }: { header: ReactNode }) {
  const count = useProject((state) => state.photoCount);
  const { filter, total } = usePhotoList();
  const starWords = useStarWords(({ words }) => words);
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  return (
    <div className={styles.library}>
      {header}
      <div className={styles.tools}>
        <Button
          fullWidth
          variant="default"
          classNames={{ root: styles.add, label: styles.addLabel }}
          leftSection={<AddIcon />}
          onClick={choosePhotos}
        >
          {text('library.addPhotos')}
        </Button>
        {(canSearch(count) || isFiltered(filter)) && (
          <div className={styles.find}>
            <TextInput
              aria-label={text('library.searchByName')}
              placeholder={text('library.search')}
              leftSection={<SearchIcon size={14} />}
              value={filter.text}
              maxLength={255}
              onChange={(event) => arrange({ filter: { ...filter, text: event.currentTarget.value } })}
            />
            <ListMenu />
          </div>
        )}
      </div>
      {count === 0 && <p className={styles.empty}>{text('library.empty')}</p>}
      {count > 0 && total === 0 && isFiltered(filter) && (
        <p className={styles.empty}>{nothingFoundText(filter)}</p>
      )}
      <ScrollArea
        className={styles.scroll}
        type="auto"
        scrollbarSize={8}
        viewportRef={setBox}
        viewportProps={{ tabIndex: -1 }}
      >
        <PhotoGrid box={box} />
      </ScrollArea>
      <span role="status" className="visually-hidden">
        {starWords}
      </span>
      <PhotoFoot />
      <Foot />
    </div>
  );
}
