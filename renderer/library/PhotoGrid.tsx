import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useState } from 'react';
import type { PhotoItem } from '../../contract/calls/snapshot.ts';
import { part } from '../controls/part.tsx';
import { text } from '../language/text.ts';
import { itemAt, placeHere, showRange, usePhotoList } from '../state/rows/photo-list.ts';
import { useSelection } from '../state/selection.ts';
import { useStage } from '../state/use-stage.ts';
import { markAll, markPhoto, stepBy } from '../view/mark-photos.ts';
import { clickManner, gridAction } from './grid-keys.ts';
import styles from './library.module.css';
import { removeMarked } from './remove.ts';
import { Thumbnail } from './Thumbnail.tsx';
import { useColumns } from './use-columns.ts';

const PhotoMenu = part(async () => (await import('./PhotoMenu.tsx')).PhotoMenu);
const RenamePhoto = part(async () => (await import('./PhotoMenu.tsx')).RenamePhoto);

type Named = Pick<PhotoItem, 'id' | 'name'>;

/** So many rows above and below are there before they are seen. */
const OVERSCAN = 3;

/** Thumbnails in a list from which one or several are chosen, by pointer and by keys. Only what is seen is there; `box` scrolls. */
export function PhotoGrid({ box }: { box: HTMLDivElement | null }) {
  const list = usePhotoList();
  const { photo: onStage } = useStage();
  const chosen = useSelection((state) => state.photoId);
  const marked = useSelection((state) => state.marked);
  const marks = useMemo(() => new Set(marked), [marked]);
  const [menu, setMenu] = useState<{ photo: Named; x: number; y: number } | null>(null);
  const [renamed, setRenamed] = useState<Named | null>(null);
  const { columns, rowHeight } = useColumns(box);
  const rows = Math.ceil(list.total / columns);
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => box,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
  });
  const seen = virtual.getVirtualItems();
  const [first, last] = [seen[0]?.index ?? 0, seen.at(-1)?.index ?? 0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order has other photos in the same places.
  useEffect(() => {
    if (list.total > 0) showRange(first * columns, Math.min(list.total - 1, (last + 1) * columns - 1));
  }, [first, last, columns, list.total, list.pages]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew.
  useEffect(() => virtual.measure(), [rowHeight, columns]);

  // The one that is on its way to the stage is marked already.
  const currentId = chosen !== null && placeHere(list, chosen) !== null ? chosen : (onStage?.id ?? null);
  const place = currentId === null ? null : placeHere(list, currentId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolled to when another photo is chosen, not when the list moves.
  useEffect(() => {
    if (place !== null) virtual.scrollToIndex(Math.floor(place / columns), { align: 'auto' });
  }, [currentId, columns]);
  // Where a step leads may not be here yet.
  const { aim } = list;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each step.
  useEffect(() => {
    if (aim) virtual.scrollToIndex(Math.floor(aim.place / columns), { align: 'auto' });
  }, [aim]);

  const press = (event: KeyboardEvent<HTMLElement>) => {
    const shownRows = Math.max(1, Math.floor((box?.clientHeight ?? 0) / rowHeight));
    const action = gridAction(event, columns, shownRows);
    // A key that is held removes one, not everything.
    if (action?.does === 'remove') return event.repeat ? undefined : removeMarked();
    if (action?.does === 'rename') return onStage && setRenamed(onStage);
    if (!action) return;
    event.preventDefault();
    if (action.does === 'mark-all') markAll();
    else stepBy(action.by, action.isRange);
  };
  const cellsOf = (row: number) =>
    Array.from({ length: Math.min(columns, list.total - row * columns) }, (_, k) => row * columns + k);
  const isThere = seen.some(({ index }) => place !== null && index === Math.floor(place / columns));

  return (
    <>
      <div
        className={styles.grid}
        style={{ height: virtual.getTotalSize() }}
        role="listbox"
        aria-label={text('library.photos')}
        aria-multiselectable="true"
        aria-activedescendant={isThere ? `photo-${currentId}` : undefined}
        tabIndex={list.total > 0 ? 0 : -1}
        onKeyDown={press}
      >
        {seen.map(({ index: row, start }) => (
          <div
            key={row}
            className={styles.row}
            role="presentation"
            style={{
              transform: `translateY(${start}px)`,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            }}
          >
            {cellsOf(row).map((index) => {
              const photo = itemAt(list, index);
              const isMarked = photo != null && (photo.id === currentId || marks.has(photo.id));
              return (
                <Thumbnail
                  key={photo?.id ?? index}
                  photo={photo}
                  place={index}
                  total={list.total}
                  isCurrent={photo?.id === currentId}
                  isMarked={isMarked}
                  onClick={(event: MouseEvent) => photo && markPhoto(photo.id, clickManner(event))}
                  onContextMenu={(event: MouseEvent) => {
                    event.preventDefault();
                    if (!photo) return;
                    if (!isMarked) markPhoto(photo.id, clickManner(event));
                    setMenu({ photo, x: event.clientX, y: event.clientY });
                  }}
                />
              );
            })}
          </div>
        ))}
      </div>
      {menu && <PhotoMenu menu={menu} onClose={() => setMenu(null)} onRename={setRenamed} />}
      {renamed && <RenamePhoto photo={renamed} onClose={() => setRenamed(null)} />}
    </>
  );
}
