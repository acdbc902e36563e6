import { Button, Group, Menu, Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, type MouseEvent, useState } from 'react';
import type { Photo } from '../../contract/photo.ts';
import { call } from '../server/call.ts';
import { fileAddress } from '../server/files.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { useSelection } from '../state/selection.ts';
import { useStage } from '../state/use-stage.ts';
import { markPhoto, stepTo } from '../view/mark-photos.ts';
import styles from './library.module.css';
import { removeMarked } from './remove.ts';

/** Thumbnails in a list from which one or several are chosen, by pointer and by keys. */
export function PhotoGrid({ photos }: { photos: readonly Photo[] }) {
  const { photo: current } = useStage();
  const marked = useSelection((state) => state.marked);
  const runs = useProject((state) => state.snapshot?.runs) ?? [];
  const [menu, setMenu] = useState<{ photo: Photo; x: number; y: number } | null>(null);
  const [renamed, setRenamed] = useState<Photo | null>(null);
  const ids = photos.map(({ id }) => id);

  const choose = (event: MouseEvent, photo: Photo) => {
    markPhoto(ids, photo.id, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const columns = getComputedStyle(event.currentTarget).gridTemplateColumns.split(' ').length;
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -columns,
      ArrowDown: columns,
    };
    if (event.key === 'Delete' || event.key === 'Backspace') return removeMarked();
    if (event.key === 'F2' && current) return setRenamed(current);
    if ((event.ctrlKey || event.metaKey) && event.key === 'a') {
      event.preventDefault();
      return useSelection.setState({ marked: ids });
    }
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = stepTo(ids, current?.id ?? null, step, event.shiftKey);
    if (next) document.getElementById(`photo-${next}`)?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <>
      <div
        className={styles.grid}
        role="listbox"
        aria-label="Photos"
        aria-multiselectable="true"
        aria-activedescendant={current && ids.includes(current.id) ? `photo-${current.id}` : undefined}
        tabIndex={photos.length > 0 ? 0 : -1}
        onKeyDown={press}
      >
        {photos.map((photo) => {
          const count = runs.filter((run) => run.photoId === photo.id && run.state === 'done').length;
          const isCurrent = photo.id === current?.id;
          const isMarked = isCurrent || marked.includes(photo.id);
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the listbox has the focus and names its active option.
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the listbox.
            <div
              key={photo.id}
              id={`photo-${photo.id}`}
              className={styles.photo}
              role="option"
              aria-selected={isMarked}
              aria-label={`${photo.name}, ${photo.width} by ${photo.height}, ${count} ${count === 1 ? 'result' : 'results'}`}
              data-current={isCurrent || undefined}
              data-marked={isMarked || undefined}
              title={photo.name}
              onClick={(event) => choose(event, photo)}
              onContextMenu={(event) => {
                event.preventDefault();
                if (!isMarked) choose(event, photo);
                setMenu({ photo, x: event.clientX, y: event.clientY });
              }}
            >
              <img
                className={styles.thumbnail}
                src={fileAddress(photo.files.thumbnail)}
                alt=""
                loading="lazy"
                draggable={false}
              />
              <div className={styles.name}>
                <span>{photo.name}</span>
                {count > 0 && <span className={styles.count} data-count={count} />}
              </div>
            </div>
          );
        })}
      </div>
      {menu && <PhotoMenu menu={menu} onClose={() => setMenu(null)} onRename={setRenamed} />}
      {renamed && <Rename photo={renamed} onClose={() => setRenamed(null)} />}
    </>
  );
}

interface MenuProps {
  menu: { photo: Photo; x: number; y: number };
  onClose(): void;
  onRename(photo: Photo): void;
}

function PhotoMenu({ menu, onClose, onRename }: MenuProps) {
  return (
    <Menu opened onClose={onClose} position="bottom-start">
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label="What to do with the photo"
          className={styles.menuAnchor}
          style={{ left: menu.x, top: menu.y }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onRename(menu.photo)}>Rename (F2)</Menu.Item>
        <Menu.Item color="red.4" onClick={() => removeMarked()}>
          Remove (Delete)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Rename({ photo, onClose }: { photo: Photo; onClose(): void }) {
  const [name, setName] = useState(photo.name);
  return (
    <Modal opened onClose={onClose} title="Rename photo" size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          void attempt(() => call('renamePhoto', { photoId: photo.id, name: name.trim() }));
        }}
      >
        <TextInput
          label="Name"
          data-autofocus
          maxLength={255}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={name.trim() === ''}>
            Rename
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
