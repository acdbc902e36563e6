import { type KeyboardEvent, type MouseEvent, useState } from 'react';
import type { Photo } from '../../contract/photo.ts';
import { fileAddress } from '../server/files.ts';
import { useProject } from '../state/project.ts';
import { useSelection } from '../state/selection.ts';
import { useStage } from '../state/use-stage.ts';
import { markPhoto, stepTo } from '../view/mark-photos.ts';
import { clickManner, gridAction } from './grid-keys.ts';
import styles from './library.module.css';
import { PhotoMenu, RenamePhoto } from './PhotoMenu.tsx';
import { photoLabel, resultCounts } from './photo-text.ts';
import { removeMarked } from './remove.ts';

/** Thumbnails in a list from which one or several are chosen, by pointer and by keys. */
export function PhotoGrid({ photos }: { photos: readonly Photo[] }) {
  const { photo: current } = useStage();
  const marked = useSelection((state) => state.marked);
  const runs = useProject((state) => state.snapshot?.runs) ?? [];
  const [menu, setMenu] = useState<{ photo: Photo; x: number; y: number } | null>(null);
  const [renamed, setRenamed] = useState<Photo | null>(null);
  const ids = photos.map(({ id }) => id);
  const counts = resultCounts(runs);

  const choose = (event: MouseEvent, photo: Photo) => markPhoto(ids, photo.id, clickManner(event));
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const columns = getComputedStyle(event.currentTarget).gridTemplateColumns.split(' ').length;
    const action = gridAction(event, columns);
    // A key that is held removes one, not everything.
    if (action?.does === 'remove') return event.repeat ? undefined : removeMarked();
    if (action?.does === 'rename') return current && setRenamed(current);
    if (!action) return;
    event.preventDefault();
    if (action.does === 'mark-all') return useSelection.setState({ marked: ids });
    const next = stepTo(ids, current?.id ?? null, action.by, action.isRange);
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
          const isCurrent = photo.id === current?.id;
          const isMarked = isCurrent || marked.includes(photo.id);
          return (
            <Thumbnail
              key={photo.id}
              photo={photo}
              results={counts.get(photo.id) ?? 0}
              isCurrent={isCurrent}
              isMarked={isMarked}
              onClick={(event) => choose(event, photo)}
              onContextMenu={(event) => {
                event.preventDefault();
                if (!isMarked) choose(event, photo);
                setMenu({ photo, x: event.clientX, y: event.clientY });
              }}
            />
          );
        })}
      </div>
      {menu && <PhotoMenu menu={menu} onClose={() => setMenu(null)} onRename={setRenamed} />}
      {renamed && <RenamePhoto photo={renamed} onClose={() => setRenamed(null)} />}
    </>
  );
}

interface ThumbnailProps {
  photo: Photo;
  /** How many finished runs it has. */
  results: number;
  isCurrent: boolean;
  isMarked: boolean;
  onClick(event: MouseEvent): void;
  onContextMenu(event: MouseEvent): void;
}

function Thumbnail({ photo, results, isCurrent, isMarked, onClick, onContextMenu }: ThumbnailProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox has the focus and names its active option.
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the listbox.
    <div
      id={`photo-${photo.id}`}
      className={styles.photo}
      role="option"
      aria-selected={isMarked}
      aria-label={photoLabel(photo, results)}
      data-current={isCurrent || undefined}
      data-marked={isMarked || undefined}
      title={photo.name}
      onClick={onClick}
      onContextMenu={onContextMenu}
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
        {results > 0 && <span className={styles.count} data-count={results} />}
      </div>
    </div>
  );
}
