import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Progress } from '../contract/calls/snapshot.ts';
import type { Truth } from '../contract/compare/truth.ts';
import type { Photo } from '../contract/photo.ts';
import type { Run } from '../contract/run.ts';
import type { TruthFile } from '../core/compare/import-truth.ts';
import { createEngine, type Engine, type EngineOptions } from '../core/host/engine.ts';
import { forkWorker } from '../core/host/fork-worker.ts';
import type { LocalOutput } from '../core/host/local-verbs.ts';
import { RESOURCES, SAMPLE } from './paths.ts';

export { RESOURCES, SAMPLE };

/** A folder that goes away with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'depthroom-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** An engine, and short words for what tests ask for most. */
export interface TestEngine extends Engine {
  dataFolder: string;
  importPhoto(path: string, name: string): Promise<Photo>;
  importTruth(file: TruthFile): Promise<Truth>;
  findFile(address: string): Promise<LocalOutput<'findFile'>>;
  findExport(exportId: string): Promise<LocalOutput<'findExport'>>;
  whenEnded(runId: string, report?: (progress: Progress) => void): Promise<Run>;
}

/** A real engine on disk, with real workers; closed and removed with the test. */
export async function openTestEngine(given: Partial<EngineOptions> = {}): Promise<TestEngine> {
  const dataFolder = given.dataFolder ?? (await temporaryFolder());
  const engine = await createEngine({
    resourcesFolder: RESOURCES,
    startWorker: () => forkWorker(),
    ...given,
    dataFolder,
  });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await engine.close();
    isOpen = false;
  };
  onTestFinished(close);
  return {
    ...engine,
    close,
    dataFolder,
    importPhoto: (path, name) => engine.local('importPhoto', { path, name }),
    importTruth: (file) => engine.local('importTruth', file),
    findFile: (address) => engine.local('findFile', { address }),
    findExport: (exportId) => engine.local('findExport', { exportId }),
    whenEnded: (runId, report) => engine.local('whenRunEnded', { runId }, { ...(report && { report }) }),
  };
}
