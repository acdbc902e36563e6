import { isDeepStrictEqual } from 'node:util';
import type { Photo } from '../../../contract/photo.ts';
import type { Run } from '../../../contract/run.ts';
import { sha256Of } from '../../disk/hash-file.ts';
import type { Project } from '../project.ts';
import type { RowTable } from '../references.ts';

interface Row {
  id: string;
}

/** A row that is to be added, with the id that it has here. */
export interface Arrival {
  row: Row;
  /** It is not added after all; nor is what speaks of it. */
  drop(): void;
}

/** Rows of other projects on their way into one: which of them are new, and what they are called here. */
export interface Arrivals {
  /** The ids of the next rows are those of another project. */
  nextSource(): void;
  /** Looks at a row; null where it is there already, or speaks of one that was dropped. Rows come after those that they speak of. */
  consider(table: RowTable, row: Row): Arrival | null;
  /** What was there and differs, since this was asked last. */
  sentences(): string[];
  /** Adds them, while the project is locked for writing. */
  insert(): void;
  counts(): Record<RowTable, number>;
  known(): number;
}

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

export function startArrivals(into: Project): Arrivals {
  const coming = new Map<string, { table: RowTable; row: Row }>();
  /** What is one thing whatever its id: a photo by its bytes, a finished map by what it is made of. */
  const contents = new Map<string, string>();
  let names = new Map<string, string>();
  let dropped = new Set<string>();
  let said: string[] = [];
  let known = 0;

  const at = (table: RowTable, id: string): Row | null =>
    coming.get(`${table} ${id}`)?.row ?? into[table].find(id);

  const findSame = (table: RowTable, row: Row): Row | null => {
    const key = contentOf(table, row);
    const met = key === null ? undefined : contents.get(key);
    if (met !== undefined) return at(table, met);
    if (table === 'photos') return into.photos.where('original', (row as Photo).files.original)[0] ?? null;
    if (table !== 'runs' || key === null) return null;
    const runs = into.runs.where('photo_id', (row as Run).photoId);
    return runs.find((run) => contentOf('runs', run) === key) ?? null;
  };

  return {
    nextSource() {
      names = new Map();
      dropped = new Set();
    },
    consider(table, original) {
      const text = JSON.stringify(original);
      if ((text.match(UUID) ?? []).some((id) => id !== original.id && dropped.has(id))) {
        dropped.add(original.id);
        return null;
      }
      const row = JSON.parse(text.replace(UUID, (id) => names.get(id) ?? id)) as Row;
      const same = findSame(table, row);
      if (same) {
        if (table === 'photos') said.push(...differences(row as Photo, same as Photo));
        names.set(original.id, same.id);
        known++;
        return null;
      }
      for (let id = row.id; ; id = otherId(row)) {
        const there = at(table, id);
        if (there === null) {
          row.id = id;
          break;
        }
        // Merged before, perhaps under another id.
        if (isDeepStrictEqual({ ...there, id: '' }, { ...row, id: '' }) || id !== row.id) {
          names.set(original.id, id);
          known++;
          return null;
        }
      }
      if (row.id !== original.id) names.set(original.id, row.id);
      const key = `${table} ${row.id}`;
      coming.set(key, { table, row });
      const content = contentOf(table, row);
      if (content !== null) contents.set(content, row.id);
      const drop = () => {
        coming.delete(key);
        if (content !== null) contents.delete(content);
        dropped.add(original.id);
      };
      return { row, drop };
    },
    sentences() {
      const sentences = said;
      said = [];
      return sentences;
    },
    insert() {
      for (const { table, row } of coming.values()) into[table].insert(row as never);
    },
    counts() {
      const counts = { photos: 0, runs: 0, exports: 0, truths: 0, comparisons: 0 };
      for (const { table } of coming.values()) counts[table]++;
      return counts;
    },
    known: () => known,
  };
}

/** Null for rows that are only themselves. */
function contentOf(table: RowTable, row: Row): string | null {
  if (table === 'photos') return `photo ${(row as Photo).files.original}`;
  if (table !== 'runs') return null;
  const { state, result, photoId, packHash, system, options, derivation } = row as Run;
  if (state !== 'done' || result === null) return null;
  const said = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
  const { kind, model, placement, uncertainty } = result;
  const made = [kind, model.file, placement, uncertainty?.model.file, derivation];
  return `run ${JSON.stringify([photoId, packHash, system, said, ...made])}`;
}

/** An id that follows from the row, so that a row that is merged twice has it both times (RFC 9562, version 8). */
function otherId(row: Row): string {
  const hex = sha256Of(Buffer.from(JSON.stringify(row)));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What a person may have set on a photo. */
function differences(theirs: Photo, ours: Photo): string[] {
  const camera = ({ intrinsics: { fx, fy, cx, cy } }: Photo) => [fx, fy, cx, cy];
  const what = [
    ...(theirs.name === ours.name ? [] : [`is called "${theirs.name}" there`]),
    ...(isDeepStrictEqual(camera(theirs), camera(ours)) ? [] : ['has another camera there']),
  ];
  return what.length === 0 ? [] : [`the photo "${ours.name}" ${what.join(' and ')}; it stays as it is here`];
}
