import type { PhotoFilter, PhotoSort } from '../../../contract/calls/page-calls.ts';
import type { PhotoItem } from '../../../contract/calls/snapshot.ts';
import type { Photo } from '../../../contract/photo.ts';
import type { ProjectDatabase } from '../database.ts';
import type { Project } from '../project.ts';

export interface PhotoListQuery {
  sort: PhotoSort;
  filter: PhotoFilter;
}

/** What each order walks, from the first photo on; an index of its own each, whose equal ones stand in a fixed order. */
const ORDERS: Record<PhotoSort, { from: string; order: string }> = {
  added: { from: 'photos', order: 'photos.added_at, photos.rowid' },
  newest: { from: 'photos', order: 'photos.added_at DESC, photos.rowid DESC' },
  name: { from: 'photos', order: 'photos.name COLLATE NOCASE, photos.rowid' },
  taken: { from: 'photos', order: 'photos.taken_at, photos.rowid' },
  run: {
    from: 'photo_facts JOIN photos ON photos.id = photo_facts.photo_id',
    order: 'photo_facts.last_run_at DESC, photo_facts.photo_id DESC',
  },
};

const FAILED = 'SELECT photo_id FROM photo_facts WHERE failed > 0';
const STARRED = 'SELECT id FROM photos WHERE is_starred = 1';
const WITH_PACK = 'SELECT photo_id FROM runs WHERE pack_id = @packId';
const GIVEN = 'SELECT value FROM json_each(@ids)';

type Values = { text: string; packId: string; ids: string };

/** Ids of photos in order, from one place on. A list without a filter is walked along its index up to that place, and no further. */
export function listPhotoIds(
  database: ProjectDatabase,
  { sort, filter }: PhotoListQuery,
  { from, count }: { from: number; count: number },
): string[] {
  const { text, statement } = listed(sort, filter);
  return database
    .prepare<[Values & { from: number; count: number }], string>(
      `SELECT photos.id ${statement} ORDER BY ${ORDERS[sort].order} LIMIT @count OFFSET @from`,
    )
    .pluck()
    .all({ ...text, from, count });
}

/** How many photos the list holds. */
export function countPhotos(database: ProjectDatabase, { sort, filter }: PhotoListQuery): number {
  const { text, statement, isWhole } = listed(sort, filter);
  if (isWhole) return totalOf(database, 'photos');
  return database.prepare<[Values], number>(`SELECT count(*) ${statement}`).pluck().get(text) ?? 0;
}

/** Where a photo stands in the list; null where it does not. */
export function indexOfPhoto(
  database: ProjectDatabase,
  query: PhotoListQuery,
  photoId: string,
): number | null {
  const index = listPhotoIds(database, query, { from: 0, count: -1 }).indexOf(photoId);
  return index < 0 ? null : index;
}

/** A number that is kept as rows come and go. */
export function totalOf(database: ProjectDatabase, name: 'photos' | 'runs' | 'exports' | 'trash'): number {
  return database.prepare<[string], number>('SELECT count FROM totals WHERE name = ?').pluck().get(name) ?? 0;
}

function listed(sort: PhotoSort, { text, packId, hasFailed, isStarred, ids }: PhotoFilter) {
  const conditions = [
    ...(text.trim() === '' ? [] : ["photos.name LIKE @text ESCAPE '\\'"]),
    ...(packId === null ? [] : [`photos.id IN (${WITH_PACK})`]),
    ...(hasFailed ? [`photos.id IN (${FAILED})`] : []),
    ...(isStarred ? [`photos.id IN (${STARRED})`] : []),
    ...(ids === null ? [] : [`photos.id IN (${GIVEN})`]),
  ];
  const like = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return {
    text: { text: like, packId: packId ?? '', ids: JSON.stringify(ids ?? []) },
    statement: `FROM ${ORDERS[sort].from}${conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''}`,
    isWhole: conditions.length === 0,
  };
}

type Facts = Pick<PhotoItem, 'done' | 'working' | 'failed'>;

/** Photos as the list shows them; null in the place of one that is gone or cannot be read. */
export function photoItems({ database, photos }: Project, ids: readonly string[]): (PhotoItem | null)[] {
  const facts = database.prepare<[string], Facts>(
    'SELECT done, working, failed FROM photo_facts WHERE photo_id = ?',
  );
  return ids.map((id) => {
    const photo = photos.find(id);
    return photo && itemOf(photo, facts.get(id) ?? { done: 0, working: 0, failed: 0 });
  });
}

function itemOf({ id, name, width, height, files, isStarred = false }: Photo, facts: Facts): PhotoItem {
  return { id, name, width, height, thumbnail: files.thumbnail, ...facts, isStarred };
}
