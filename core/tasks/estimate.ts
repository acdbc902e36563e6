import { join } from 'node:path';
import type { DepthMap } from '../../contract/depth-map.ts';
import { unitOf } from '../../contract/depth-map.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { finiteRange } from '../../contract/maths/finite-range.ts';
import type { Result } from '../../contract/run.ts';
import type { System } from '../../contract/systems.ts';
import type { Estimate, Prior, Question } from '../../models/pipeline/pipeline.ts';
import { placeDepth, placeUncertainty } from '../../models/pipeline/place.ts';
import { estimate } from '../../models/pipelines.ts';
import { createBackground } from '../disk/background.ts';
import { viewSize } from '../photos/view-size.ts';
import { readPlane, writeSizedPlane } from '../project/planes.ts';
import type { EstimateAnswer, EstimateTask, StoredDepth } from '../worker/estimate-task.ts';
import type { Report } from '../worker/report.ts';
import { decodeAhead, decodedPhoto } from './decoded-photo.ts';
import { openTools } from './open-tools.ts';
import { peakMemoryInBytes, resetPeakMemory } from './peak-memory.ts';

const background = createBackground();

/** Photo in, planes on disk out. Runs in the worker process. */
export async function runEstimate(task: EstimateTask, report: Report): Promise<EstimateAnswer> {
  resetPeakMemory();
  const tools = await openTools(task, report);

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
  const result = await storeResult(made, photo, task.temporaryFolder);
  await tools.finish();
  return {
    result,
    packStamp: tools.packStamp,
    provider: tools.provider(),
    providerReason: tools.providerReason(),
    stages: tools.stages(),
    findings: tools.findings(),
    peakMemoryBytes: peakMemoryInBytes(),
    notes: tools.notes(),
  };
}

async function readPrior(stored: StoredDepth, photo: { width: number; height: number }): Promise<Prior> {
  const { kind, width, height, path, placement } = stored;
  const model: DepthMap = { kind, width, height, values: await readPlane(path, width * height) };
  return { kind, width: photo.width, height: photo.height, values: placeDepth(model, placement, photo) };
}

/** Writes the planes of a map into a folder: at the model's size and as the stage shows it. */
export async function storeResult(
  { depth, placement, uncertainty }: Estimate,
  photo: { width: number; height: number },
  folder: string,
): Promise<Result> {
  const { minimum, maximum, invalidPixels } = extremes(depth.values);
  const view = viewSize(photo);
  const plane = (name: string, values: Float32Array, size: { width: number; height: number }) =>
    writeSizedPlane(join(folder, `${name}.f32`), values, size);
  return {
    kind: depth.kind,
    unit: unitOf(depth.kind),
    model: await plane('depth', depth.values, depth),
    placement,
    view: await plane('view', placeDepth(depth, placement, view, photo), view),
    minimum,
    maximum,
    invalidPixels,
    uncertainty: uncertainty
      ? {
          model: await plane('uncertainty', uncertainty.values, depth),
          view: await plane(
            'uncertainty-view',
            placeUncertainty(uncertainty.values, depth, placement, view, photo),
            view,
          ),
          unit: uncertainty.unit,
        }
      : null,
  };
}

function extremes(values: Float32Array): { minimum: number; maximum: number; invalidPixels: number } {
  const { minimum, maximum, invalid: invalidPixels } = finiteRange(values);
  if (invalidPixels === values.length) {
    throw new DepthroomError(
      'bad-result',
      'Expected a depth map, but every value the model gave is NaN or infinite; try the cpu provider, or a float32 version of the pack.',
    );
  }
  return { minimum, maximum, invalidPixels };
}
