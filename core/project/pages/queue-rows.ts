import type { QueuedRun, QueuePart } from '../../../contract/calls/queue-calls.ts';
import type { Project } from '../project.ts';
import { packSeconds, secondsOf } from './pack-seconds.ts';

/** Ids of each part in its order: what works by its start, what waits by its turn, what failed with the last one first. */
const PARTS: Record<QueuePart, { ids: string; count: string }> = {
  working: {
    ids: "SELECT id FROM runs WHERE state = 'running' ORDER BY rowid LIMIT @count OFFSET @from",
    count: "SELECT count(*) FROM runs WHERE state = 'running'",
  },
  waiting: {
    ids: "SELECT id FROM runs WHERE state = 'queued' ORDER BY place LIMIT @count OFFSET @from",
    count: "SELECT count(*) FROM runs WHERE state = 'queued'",
  },
  failed: {
    ids: "SELECT id FROM runs WHERE state = 'failed' ORDER BY finished_at DESC LIMIT @count OFFSET @from",
    count: "SELECT count(*) FROM runs WHERE state = 'failed'",
  },
};

type Page = { from: number; count: number };

/** Ids of a part of the queue, from one place on. */
export function queueIds({ database }: Pick<Project, 'database'>, part: QueuePart, page: Page): string[] {
  return database.prepare<[Page], string>(PARTS[part].ids).pluck().all(page);
}

/** The rows of a part of the queue, from one place on; null in the place of one that cannot be read. */
export function queueRows(project: Project, part: QueuePart, page: Page) {
  const { database, runs, photos } = project;
  const secondsOfPack = packSeconds(project);
  const rows = queueIds(project, part, page).map((id): QueuedRun | null => {
    const run = runs.find(id);
    if (!run) return null;
    const photo = photos.find(run.photoId);
    return {
      id,
      photoId: run.photoId,
      photoName: photo?.name ?? '',
      thumbnail: photo?.files.thumbnail ?? null,
      packTitle: run.packTitle,
      engineId: run.engineId,
      seconds: secondsOfPack(run.packId),
      failure: run.error?.message ?? null,
      finishedAt: run.finishedAt,
    };
  });
  return {
    rows,
    total: database.prepare<[], number>(PARTS[part].count).pluck().get() ?? 0,
    secondsBefore: part === 'waiting' ? secondsBefore(project, page.from, secondsOfPack) : null,
  };
}

/** What those that wait before a place will take; null where nothing is known of one. */
function secondsBefore(
  { database }: Project,
  from: number,
  secondsOfPack: (packId: string) => number | null,
): number | null {
  const counts = database
    .prepare<[number], { packId: string; count: number }>(
      `SELECT packId, count(*) AS count
       FROM (SELECT pack_id AS packId FROM runs WHERE state = 'queued' ORDER BY place LIMIT ?) GROUP BY packId`,
    )
    .all(from);
  return secondsOf(counts, secondsOfPack);
}
