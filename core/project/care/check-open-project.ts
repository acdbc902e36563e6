import { join } from 'node:path';
import type { Progress } from '../../../contract/calls/snapshot.ts';
import { DepthroomError, toFailure } from '../../../contract/errors.ts';
import { PROJECT_CHECK } from '../../../contract/project-check.ts';
import type { WorkerClient } from '../../worker/client.ts';
import { noteRead } from '../guard-database.ts';
import type { Project } from '../project.ts';
import type { RowTable } from '../references.ts';

/**
 * Reads a project through that was opened before that, in a process that does nothing else and ends with it. Rows that cannot be read are
 * told, as they are wherever they are read. Answers with why nothing more can be done in it; null where it is sound, or was closed meanwhile.
 */
export async function checkOpenProject(
  project: Project,
  { openWorker, progress }: { openWorker(): WorkerClient; progress(progress: Progress): void },
  signal: AbortSignal,
): Promise<DepthroomError | null> {
  const path = join(project.folder, 'project.db');
  const worker = openWorker();
  try {
    const report = (stage: string, fraction: number) =>
      progress({ id: PROJECT_CHECK, stage, fraction, secondsLeft: null });
    // Of a project that can only be read that is the copy.
    const asked = { path: project.database.name };
    const { damage, unreadable } = await worker.ask('checkDatabase', asked, { signal, report });
    if (!project.database.open) return null;
    noteRead(project.database, path, damage);
    if (damage !== null) return damaged(path, damage);
    project.checked.structure = true;
    project.checked.rows = true;
    for (const { table, id } of unreadable) project[table as RowTable].find(id);
    return null;
  } catch (thrown) {
    if (signal.aborted || toFailure(thrown).code === 'cancelled') return null;
    throw thrown;
  } finally {
    worker.stop();
  }
}

function damaged(path: string, damage: string): DepthroomError {
  return new DepthroomError(
    'needs-repair',
    `The database ${path} is damaged (${damage.split('\n')[0].slice(0, 120)}), so nothing more is written to it: put it back from a copy, or open the project again to repair it.`,
  );
}
