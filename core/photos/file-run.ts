import { randomUUID } from 'node:crypto';
import type { Derivation } from '../../contract/derivation.ts';
import type { Result, Run } from '../../contract/run.ts';
import type { Context } from '../project/context.ts';
import type { StagedFile } from '../project/file-store.ts';

/** A depth map that came in a file, of a photo or for it. */
export interface MapFromFile {
  photoId: string;
  title: string;
  /** Its planes are still paths. */
  result: Result;
  derivation: Extract<Derivation, { kind: 'file' }>;
  notes: string[];
}

/** A finished run for a depth map that no model made here, and its planes, ready to be kept with it. */
export async function fileRun(
  { project, engineId }: Context,
  { photoId, title, result, derivation, notes }: MapFromFile,
): Promise<{ run: Run; staged: StagedFile[] }> {
  const type = 'application/octet-stream';
  const staged = await project.files.stage([
    { path: result.model.file, type },
    { path: result.view.file, type },
  ]);
  const [model, view] = staged;
  const now = new Date().toISOString();
  const run: Run = {
    id: randomUUID(),
    photoId,
    packId: 'file',
    packTitle: title,
    packHash: '',
    system: 'file',
    origin: 'imported',
    licence: 'that of the file',
    options: {},
    engineId,
    priorRunId: null,
    derivation,
    state: 'done',
    queuedAt: now,
    startedAt: now,
    finishedAt: now,
    requestedProvider: 'cpu',
    provider: null,
    stages: [],
    peakMemoryBytes: null,
    result: {
      ...result,
      model: { ...result.model, file: model.address },
      view: { ...result.view, file: view.address },
    },
    notes,
    error: null,
  };
  return { run, staged };
}
