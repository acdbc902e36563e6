import { DepthroomError } from '../../contract/errors.ts';
import type { Run } from '../../contract/run.ts';
import type { Project } from '../project/project.ts';
import type { StoredDepth } from '../worker/estimate-task.ts';

/** The depth map that a run refines, where it lies in the project; null for runs that refine none. */
export function storedPrior({ runs, photos, files }: Project, run: Run): StoredDepth | null {
  if (run.priorRunId) {
    const prior = runs.find(run.priorRunId);
    if (!prior?.result) {
      throw new DepthroomError(
        'bad-input',
        `Expected the finished depth map of "${prior?.packTitle ?? 'another run'}" to refine, but that run ${whyNot(prior)}`,
      );
    }
    const { kind, model, placement } = prior.result;
    return { kind, width: model.width, height: model.height, path: files.pathOf(model.file), placement };
  }
  const plane = /^plane:([0-9a-f]{64}):(\d+)x(\d+):/.exec(String(run.options.prior ?? ''));
  if (!plane) return null;
  const photo = photos.get(run.photoId);
  return {
    kind: 'affine-disparity',
    path: files.pathOf(plane[1]),
    width: Number(plane[2]),
    height: Number(plane[3]),
    placement: {
      window: { left: 0, top: 0, width: photo.width, height: photo.height },
      method: 'bilinear',
      space: 'linear',
    },
  };
}

function whyNot(prior: Run | null): string {
  if (!prior) return 'was removed.';
  if (prior.state === 'failed') return `failed: ${prior.error?.message ?? ''}`;
  return prior.state === 'cancelled' ? 'was cancelled.' : 'has not ended.';
}
