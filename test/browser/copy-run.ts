import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase } from '../../core/project/database.ts';
import type { TestEngine } from '../open-engine.ts';

/** Makes so many runs like one of a project, as another program leaves them: where they stand in the queue is told by `place`, from 0. */
export async function copyRun(
  engine: TestEngine,
  runId: string,
  count: number,
  place: (k: number) => number = () => 0,
): Promise<void> {
  const { run } = await engine.call('runRows', { runId });
  const { project } = await engine.call('snapshot', {});
  const database = openDatabase(join(project.folder, 'project.db'));
  const insert = database.prepare(
    'INSERT INTO runs (id, photo_id, state, engine_id, queued_at, record, place) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  database.transaction(() => {
    for (let k = 0; k < count; k++) {
      const row = { ...run, id: randomUUID() };
      const { photoId, state, engineId, queuedAt } = row;
      insert.run(row.id, photoId, state, engineId, queuedAt, JSON.stringify(row), place(k));
    }
  })();
  database.close();
}
