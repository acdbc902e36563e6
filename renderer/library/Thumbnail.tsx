import type { MouseEvent } from 'react';
import type { PhotoItem } from '../../contract/calls/snapshot.ts';
import { FullStarIcon, StarIcon } from '../controls/icons.tsx';
import { MiddleCut } from '../controls/MiddleCut.tsx';
import { text } from '../language/text.ts';
import { fileAddress } from '../server/files.ts';
import { starThose } from '../state/rows/star-photos.ts';
import styles from './library.module.css';
import { photoLabel } from './photo-text.ts';

interface ThumbnailProps {
  /** Undefined while that part of the list is not here; null where the photo cannot be read. */
  photo: PhotoItem | null | undefined;
  /** In the list of `total` photos. */
  place: number;
  total: number;
  isCurrent: boolean;
  isMarked: boolean;
  onClick(event: MouseEvent): void;
  onContextMenu(event: MouseEvent): void;
}

/** A photo in the list. */
export function Thumbnail({ photo, place, total, isCurrent, isMarked, ...on }: ThumbnailProps) {
  const name = photo?.name ?? (photo === null ? text('library.unreadable') : text('library.onItsWay'));
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox has the focus and names its active option.
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the listbox.
    <div
      {...(photo && { id: `photo-${photo.id}` })}
      className={styles.photo}
      role="option"
      aria-selected={isMarked}
      aria-label={photo ? photoLabel(photo, photo.done) : name}
      aria-posinset={place + 1}
      aria-setsize={total}
      data-current={isCurrent || undefined}
      data-marked={isMarked || undefined}
      title={name}
      onClick={on.onClick}
      onContextMenu={on.onContextMenu}
    >
      {photo ? (
        <img
          className={styles.thumbnail}
          src={fileAddress(photo.thumbnail)}
          alt=""
          decoding="async"
          draggable={false}
        />
      ) : (
        <div className={styles.thumbnail} />
      )}
      {photo && (
        // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; the option says whether it has a star, and a key gives it.
        // biome-ignore lint/a11y/useKeyWithClickEvents: as above.
        <span
          className={styles.star}
          data-starred={photo.isStarred || undefined}
          title={photo.isStarred ? text('library.takeStar') : text('library.giveStar')}
          onClick={(event) => {
            event.stopPropagation();
            void starThose([photo.id]);
          }}
        >
          {photo.isStarred ? <FullStarIcon size={16} /> : <StarIcon size={16} />}
        </span>
      )}
      <div className={styles.name}>
        {photo && <MiddleCut text={photo.name} />}
        {photo && photo.done > 0 && <span className={styles.count} data-count={photo.done} />}
      </div>
    </div>
  );
}
