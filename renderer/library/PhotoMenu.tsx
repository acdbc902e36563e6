import { Button, Group, Menu, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PhotoItem } from '../../contract/calls/snapshot.ts';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { nextStar, starMeant, starText } from '../state/rows/star-photos.ts';
import { meantPhotoIds } from '../state/selection.ts';
import styles from './library.module.css';
import { removeMarked } from './remove.ts';

/** What a menu and a dialog need to know of a photo. */
type Photo = Pick<PhotoItem, 'id' | 'name'>;

interface MenuProps {
  menu: { photo: Photo; x: number; y: number };
  onClose(): void;
  onRename(photo: Photo): void;
}

/** What can be done with a photo, at the pointer. */
export function PhotoMenu({ menu, onClose, onRename }: MenuProps) {
  return (
    <Menu opened onClose={onClose} position="bottom-start">
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={text('library.whatToDo')}
          className={styles.menuAnchor}
          style={{ left: menu.x, top: menu.y }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <PhotoItems onRename={() => onRename(menu.photo)} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** The items of every menu of a photo. */
export function PhotoItems({ onRename }: { onRename(): void }) {
  return (
    <>
      <Menu.Item onClick={() => void starMeant()}>
        {text('library.starByKey', { star: starText(nextStar(meantPhotoIds())) })}
      </Menu.Item>
      <Menu.Item onClick={onRename}>{text('library.renameByKey')}</Menu.Item>
      <Menu.Item color="red.4" onClick={() => removeMarked()}>
        {text('library.removeByKey')}
      </Menu.Item>
    </>
  );
}

/** Asks for the new name of a photo. */
export function RenamePhoto({ photo, onClose }: { photo: Photo; onClose(): void }) {
  const [name, setName] = useState(photo.name);
  return (
    <ModalDialog opened onClose={onClose} title={text('library.renamePhoto')} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          void attempt(() => call('renamePhoto', { photoId: photo.id, name: name.trim() }));
        }}
      >
        <TextInput
          label={text('library.name')}
          data-autofocus
          maxLength={255}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text('library.cancel')}
          </Button>
          <Button type="submit" disabled={name.trim() === ''}>
            {text('library.rename')}
          </Button>
        </Group>
      </form>
    </ModalDialog>
  );
}
