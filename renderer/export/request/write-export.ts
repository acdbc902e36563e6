import type { Export } from '../../../contract/exports/export.ts';
import { fileExtension } from '../../../contract/exports/file-extension.ts';
import type { Photo } from '../../../contract/photo.ts';
import { withoutExtension } from '../../../contract/photo-files.ts';
import type { Run } from '../../../contract/run.ts';
import { call } from '../../server/call.ts';
import { useLook } from '../../state/look.ts';
import { attempt } from '../../state/notices.ts';
import { ASSUMED_PLANES, useRanges } from '../../state/ranges.ts';
import { askTarget, deliver, type Target } from './export-place.ts';
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

function writeExport(runId: string, { kind, options }: Request): Promise<Export> {
  if (kind === 'mesh') return call('exportMesh', { runId, options });
  if (kind === 'point-cloud') return call('exportPointCloud', { runId, options });
  return call('exportDepthImage', { runId, options });
}

/** Writes one run as the plan says, as far as that goes with it. */
export function writeJob(job: Job, plan: Plan): Promise<Export> {
  return writeExport(job.run.id, requestOf(plan, circumstancesOf(job)));
}

/** Asks where the file is to go, where there is a window to ask, writes it, and brings it there. */
export async function writeAndDeliver({ photo, run }: Job, request: Request): Promise<void> {
  let target: Target | null = null;
  await attempt(async () => {
    // Once, however often it is tried.
    target ??= await askTarget(suggestedName(photo.name, run.packId, request));
    if (target === null) return;
    const made = await writeExport(run.id, request);
    if (made.state === 'done') await deliver(target, made);
  });
}

/** What the core calls such a file (core/exports/export-run.ts); the dialog suggests it, and the person may choose another one. */
function suggestedName(photoName: string, packId: string, request: Request): string {
  const stem = withoutExtension(photoName).replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
  return `${stem.slice(0, 150) || 'photo'}.${packId}.${fileExtension(request)}`;
}
