import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { FullStarIcon, MoreIcon, StarIcon } from '../controls/icons.tsx';
import { MiddleCut } from '../controls/MiddleCut.tsx';
import { text } from '../language/text.ts';
import { useImports } from '../state/import-queue.ts';
import { starThose } from '../state/rows/star-photos.ts';
import { useSelection } from '../state/selection.ts';
import { useStage } from '../state/use-stage.ts';
import styles from './library.module.css';
import { PhotoItems, RenamePhoto } from './PhotoMenu.tsx';

/** The photo on the stage and what can be done with it, for who finds no right button: the same as the menu at the pointer. */
export function PhotoFoot() {
  const { photo } = useStage();
  const isImporting = useImports((state) => state.total > 0);
  const isOne = useSelection((state) => state.marked.length < 2);
  const [isRenaming, setRenaming] = useState(false);
  if (!photo || isImporting || !isOne) return null;
  return (
    <div className={styles.foot}>
      <span className={styles.footName}>
        <MiddleCut text={photo.name} />
      </span>
      <Tooltip label={photo.isStarred ? text('library.takeStar') : text('library.giveStar')}>
        <ActionIcon
          aria-label={text('library.star')}
          aria-pressed={photo.isStarred === true}
          className={styles.footStar}
          onClick={() => void starThose([photo.id])}
        >
          {photo.isStarred ? <FullStarIcon /> : <StarIcon />}
        </ActionIcon>
      </Tooltip>
      <Menu position="top-end">
        <Menu.Target>
          <ActionIcon aria-label={text('library.whatToDoWith', { name: photo.name })}>
            <MoreIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <PhotoItems onRename={() => setRenaming(true)} />
        </Menu.Dropdown>
      </Menu>
      {isRenaming && <RenamePhoto photo={photo} onClose={() => setRenaming(false)} />}
    </div>
  );
}
