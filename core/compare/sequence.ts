import { DepthroomError } from '../../contract/errors.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Context } from '../project/context.ts';
import type { Flicker, FrameLine, SeenFrame } from '../worker/sequence-task.ts';
import { finishedRun } from './compared.ts';
import { storedRun } from './measure/stored-map.ts';

/** A frame of a sequence: its run, and what aligns it. */
export interface MeasuredFrame {
  runId: string;
  line: FrameLine;
}

/**
 * The scale and shift (units of the map of the first frame) that lay the map of one frame over that of the first, with the smallest sum of
 * absolute differences. Throws `not-found` where a run is unknown, `bad-input` where one is not finished, they differ in kind or their
 * photos in size, or no pixel is valid in both, `cancelled`, `altered`, `interrupted` or `internal` where the work ended otherwise.
 */
export function alignFrame(
  context: Context,
  { runId, referenceRunId }: { runId: string; referenceRunId: string },
  signal?: AbortSignal,
): Promise<FrameLine> {
  const [map, reference] = twoFrames(context, runId, referenceRunId);
  const task = { photo: map.photo, map: map.stored, reference: reference.stored };
  return context.comparer.ask('alignFrame', task, signal ? { signal } : {});
}

/**
 * How much the aligned depth of two frames that follow each other differs where their photos do not. Throws `not-found` where a run is
 * unknown, `bad-input` where one is not finished or their photos differ in size, `cancelled`, `altered`, `interrupted` or `internal` where
 * the work ended otherwise.
 */
export function measureFlicker(
  context: Context,
  { before, after }: { before: MeasuredFrame; after: MeasuredFrame },
  signal?: AbortSignal,
): Promise<Flicker> {
  const [first, second] = twoFrames(context, before.runId, after.runId);
  const { files } = context.project;
  const seen = ({ photo, stored }: Frame, { line }: MeasuredFrame): SeenFrame => ({
    map: stored,
    line,
    previewPath: files.pathOf(photo.files.preview),
  });
  const task = { photo: first.photo, before: seen(first, before), after: seen(second, after) };
  return context.comparer.ask('flicker', task, signal ? { signal } : {});
}

interface Frame {
  photo: Photo;
  stored: ReturnType<typeof storedRun>;
}

function twoFrames(context: Context, ...ids: [string, string]): [Frame, Frame] {
  const { project } = context;
  const [a, b] = ids.map((id) => {
    const run = finishedRun(project, id);
    return { photo: project.photos.get(run.photoId), stored: storedRun(project, run) };
  });
  if (a.photo.width !== b.photo.width || a.photo.height !== b.photo.height)
    throw new DepthroomError(
      'bad-input',
      `Expected frames of one size, but "${a.photo.name}" is ${a.photo.width} x ${a.photo.height} and "${b.photo.name}" is ${b.photo.width} x ${b.photo.height}.`,
    );
  return [a, b];
}
