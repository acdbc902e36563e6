import { setImmediate as nextTurn } from 'node:timers/promises';
import { ALL_PHOTOS } from '../../../contract/calls/all-photos.ts';
import type { CallOutput } from '../../../contract/calls/api.ts';
import type { ChangedRow } from '../../../contract/calls/snapshot.ts';
import { depthKindSchema } from '../../../contract/depth-map.ts';
import type { Export } from '../../../contract/exports/export.ts';
import type { Photo } from '../../../contract/photo.ts';
import type { Run } from '../../../contract/run.ts';
import type { Changed } from '../change-log.ts';
import type { Project } from '../project.ts';
import { listPhotoIds } from './photo-list.ts';

type LatestRun = CallOutput<'latestRuns'>['runs'][number];

/** So many runs of a photo are answered at once; those before them are asked for by the one before which they stand. */
export const RUNS_AT_ONCE = 1_000;

/** A photo with what was made of it, oldest first. */
export function photoRows(project: Project, photoId: string) {
  const { photos, truths, comparisons } = project;
  return {
    photo: photos.find(photoId),
    ...runsBefore(project, photoId),
    truths: truths.where('photo_id', photoId),
    comparisons: comparisons.where('photo_id', photoId),
  };
}

/** The last runs of a photo, oldest first, with their exports: of those before a run, where one is given. Throws `not-found` where that is gone. */
export function runsBefore(project: Project, photoId: string, beforeRunId?: string) {
  if (beforeRunId !== undefined) project.runs.get(beforeRunId);
  const runs = project.runs.latest('photo_id', photoId, RUNS_AT_ONCE, beforeRunId).reverse();
  const [oldest] = runs;
  const older = oldest ? project.runs.countBefore('photo_id', photoId, oldest.id) : 0;
  return { runs, exports: exportsOf(project, runs), older };
}

function exportsOf({ exports }: Project, runs: readonly Run[]): Export[] {
  return runs
    .flatMap(({ id }) => exports.where('run_id', id))
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

/** The rows that changed, each once, in the order of their last change, as they are now. */
export function changedRows(project: Project, changes: readonly Changed[]): ChangedRow[] {
  const last = new Map<string, Changed>();
  for (const change of changes) {
    const key = `${change.kind} ${change.id}`;
    last.delete(key);
    last.set(key, change);
  }
  return [...last.values()].flatMap(({ kind, id, photoId }) => {
    if (kind === 'trash') return [];
    return [{ table: kind, id, photoId, row: project[kind].find(id) } as ChangedRow];
  });
}

/** The latest finished run of each photo and pack, and what its numbers mean; looked up a few photos at a time. */
export async function latestRuns(
  { database }: Project,
  photoIds: readonly string[] | undefined,
): Promise<LatestRun[]> {
  // With `max`, SQLite takes the other columns from the row that has it (https://www.sqlite.org/lang_select.html#bareagg).
  const latest = database.prepare<
    [string],
    { id: string; packId: string; kind: string | null; hasPlace: number | null }
  >(
    `SELECT id, pack_id AS packId, CASE WHEN json_valid(record) THEN record ->> '$.result.kind' END AS kind,
       (SELECT CASE WHEN json_valid(record) THEN record ->> '$.hasPlace' END FROM photos WHERE id = runs.photo_id) AS hasPlace,
       max(finished_at)
     FROM runs WHERE photo_id = ? AND state = 'done' GROUP BY pack_id ORDER BY rowid`,
  );
  const found: LatestRun[] = [];
  let looked = 0;
  for (const photoId of photoIds ?? allPhotoIds(database)) {
    for (const { id, packId, kind, hasPlace } of latest.all(photoId)) {
      const known = depthKindSchema.safeParse(kind);
      if (known.success) found.push({ id, photoId, packId, kind: known.data, hasPlace: hasPlace === 1 });
    }
    if (++looked % 200 === 0) await nextTurn();
  }
  return found;
}

function allPhotoIds(database: Project['database']): string[] {
  return listPhotoIds(database, { sort: 'added', filter: ALL_PHOTOS }, { from: 0, count: -1 });
}

/** A run and its photo. Throws `not-found` where one of them is gone. */
export function runRows({ runs, photos }: Project, runId: string): { photo: Photo; run: Run } {
  const run = runs.get(runId);
  return { run, photo: photos.get(run.photoId) };
}
