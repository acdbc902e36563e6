import type { Export } from '../../../contract/exports/export.ts';
import type { Photo } from '../../../contract/photo.ts';
import type { Run } from '../../../contract/run.ts';
import { call } from '../../server/call.ts';
import { downloadExport } from '../../server/files.ts';
import { useLook } from '../../state/look.ts';
import { attempt, tell } from '../../state/notices.ts';
import { ASSUMED_PLANES, useRanges } from '../../state/ranges.ts';
import type { Plan } from './plan.ts';
import { type Circumstances, type Request, requestOf } from './request.ts';

/** A finished run and its photo. */
export interface Job {
  photo: Photo;
  run: Run;
}

/** What a run and the view bring to a request. */
function circumstancesOf({ photo, run }: Job): Circumstances {
  return {
    depthKind: run.result?.kind ?? 'metric',
    planes: useRanges.getState().stated[photo.id] ?? ASSUMED_PLANES,
    edgeCut: useLook.getState().edgeCut,
    edgeAngle: useLook.getState().edgeAngle,
  };
}

export function writeExport(runId: string, { kind, options }: Request): Promise<Export> {
  if (kind === 'mesh') return call('exportMesh', { runId, options });
  if (kind === 'point-cloud') return call('exportPointCloud', { runId, options });
  return call('exportDepthImage', { runId, options });
}

/** Writes one run as the plan says, as far as that goes with it. */
export function writeJob(job: Job, plan: Plan): Promise<Export> {
  return writeExport(job.run.id, requestOf(plan, circumstancesOf(job)));
}

/** Writes a file and starts its download. */
export async function writeAndDownload(runId: string, request: Request): Promise<void> {
  const made = await attempt(() => writeExport(runId, request));
  if (made?.state !== 'done') return;
  downloadExport(made.id, made.fileName);
  tell('done', `${made.fileName} is ready; its download has started.`);
}
