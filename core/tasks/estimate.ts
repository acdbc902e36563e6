import type { DepthMap } from '../../contract/depth-map.ts';
import type { System } from '../../contract/systems.ts';
import type { Prior, Question } from '../../models/pipeline/pipeline.ts';
import { placeDepth } from '../../models/pipeline/place.ts';
import { estimate } from '../../models/pipelines.ts';
import { createBackground } from '../disk/background.ts';
import { readPlane } from '../project/planes.ts';
import type { EstimateAnswer, EstimateTask, StoredDepth } from '../worker/estimate-task.ts';
import type { Report } from '../worker/report.ts';
import { decodeAhead, decodedPhoto } from './decoded-photo.ts';
import { openTools } from './open-tools.ts';
import { peakMemoryInBytes, resetPeakMemory } from './peak-memory.ts';
import type { ProviderPorts } from './providers/choose-provider.ts';
import { deviceMemoryInBytes } from './providers/device-memory.ts';
import { storeResult } from './store-result.ts';

const background = createBackground();

/** Photo in, planes on disk out. Runs in the worker process. */
export async function runEstimate(
  task: EstimateTask,
  report: Report,
  ports?: ProviderPorts,
): Promise<EstimateAnswer> {
  resetPeakMemory();
  const tools = await openTools(task, report, ports);

  tools.report('read photo', 0);
  const photo = await decodedPhoto(task.photoPath);
  const { nextPhotoPath } = task;
  if (nextPhotoPath) background.run('decode the next photo', () => decodeAhead(nextPhotoPath));
  const prior = task.prior ? await readPrior(task.prior, photo) : null;

  const made = await estimate(
    { photo, pack: task.pack, options: task.options, prior } as Question<System>,
    tools,
  );
  tools.report('store', 1);
  // Asked while the planes are written, and before graphs are closed.
  const [result, deviceMemoryBytes] = await Promise.all([
    storeResult(made, photo, task.temporaryFolder),
    tools.provider() === 'cpu' ? null : deviceMemoryInBytes(),
  ]);
  await tools.finish();
  return {
    result,
    packStamp: tools.packStamp,
    provider: tools.provider(),
    providerReason: tools.providerReason(),
    stages: tools.stages(),
    findings: tools.findings(),
    peakMemoryBytes: peakMemoryInBytes(),
    deviceMemoryBytes,
    notes: tools.notes(),
  };
}

async function readPrior(stored: StoredDepth, photo: { width: number; height: number }): Promise<Prior> {
  const { kind, width, height, path, placement } = stored;
  const model: DepthMap = { kind, width, height, values: await readPlane(path, width * height) };
  return { kind, width: photo.width, height: photo.height, values: placeDepth(model, placement, photo) };
}
