import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { createEngine, type Engine, type EngineOptions } from '../core/host/engine.ts';
import { forkWorker } from '../core/host/fork-worker.ts';

export const RESOURCES = fileURLToPath(new URL('../resources', import.meta.url));
/** A photo of the project's own samples. */
export const SAMPLE = fileURLToPath(new URL('./parity/images/coffee_80x96.png', import.meta.url));

/** A folder that goes away with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'depthroom-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A real engine on disk, with real workers; closed and removed with the test. */
export async function openTestEngine(
  given: Partial<EngineOptions> = {},
): Promise<Engine & { dataFolder: string }> {
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
  return { ...engine, close, dataFolder };
}
