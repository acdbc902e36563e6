import { stat } from 'node:fs/promises';
import type { DepthKind, DepthMap } from '../../contract/depth-map.ts';
import { convertToMetres } from '../../contract/maths/depth-in-metres.ts';
import type { Run } from '../../contract/run.ts';
import { openPlaced, openPlacedUncertainty } from '../../models/pipeline/place.ts';
import { requireUnaltered } from '../disk/require-unaltered.ts';
import { writeNpy, writeNpyRows } from '../formats/write-npy.ts';
import { readPlane } from '../project/planes.ts';
import type { ExportTask } from '../worker/export-task.ts';

/** Writes one file (and its sidecar, where the format has one). Runs in the worker process. */
export async function runExport(
  task: ExportTask,
  report: (stage: string, fraction: number) => void,
  signal: AbortSignal,
): Promise<{ bytes: number; notes: string[] }> {
  const { request, photo, photoPath, path, overwrite, umask } = task;
  if (!task.run.result) throw new Error('a run without a result cannot be exported');
  const { kind, values, run } = inSequence(
    task,
    await readPlane(task.depthPath, task.run.result.model.width * task.run.result.model.height),
  );
  const { model, placement } = task.run.result;
  const depth: DepthMap = { kind, width: model.width, height: model.height, values };
  // Its unit is that of the run's own values.
  const uncertainty =
    task.uncertaintyPath && !task.frame ? await readPlane(task.uncertaintyPath, values.length) : null;
  // The others are made of the planes alone.
  if (request.kind !== 'npy' && request.kind !== 'preview') await requireUnaltered(photoPath);
  const source = { photo, run, depth, uncertainty, photoPath, frame: task.frame };
  const notes: string[] = [];
  const note = (sentence: string) => notes.push(sentence);
  const writing = { overwrite, umask, signal, report: (fraction: number) => report('write', fraction), note };

  // Each is read when it is first asked for: a map and its picture need no meshes.
  switch (request.kind) {
    case 'point-cloud':
      await (await import('../exports/points/point-cloud.ts')).writePointCloud(
        source,
        request.options,
        path,
        writing,
      );
      break;
    case 'mesh':
      await (await import('../exports/mesh/write-mesh.ts')).writeMesh(source, request.options, path, writing);
      break;
    case 'depth-image':
      await (await import('../exports/image/depth-image.ts')).writeDepthImage(
        source,
        request.options,
        path,
        writing,
      );
      break;
    case 'npy': {
      const spread = request.of === 'uncertainty' ? uncertainty : null;
      if (request.size === 'model')
        await writeNpy(path, spread ?? values, [depth.height, depth.width], writing);
      else if (request.previewPath !== undefined) {
        const rows = { kind: kind as DepthKind, ...openPlaced(depth, placement, photo) };
        const { writeNpyAndPreview } = await import('../exports/image/preview-image.ts');
        await writeNpyAndPreview(rows, path, request.previewPath, writing);
      } else {
        const rows = spread
          ? openPlacedUncertainty(spread, depth, placement, photo)
          : openPlaced(depth, placement, photo);
        await writeNpyRows(path, rows, writing);
      }
      break;
    }
    case 'preview': {
      const rows = { kind: kind as DepthKind, ...openPlaced(depth, placement, photo) };
      await (await import('../exports/image/preview-image.ts')).writePreview(rows, path, writing);
      break;
    }
  }
  return { bytes: (await stat(path)).size, notes };
}

/** The values of a run as its sequence has them: on the scale of the first frame, and in metres where two planes were stated. */
function inSequence(
  { frame, run }: ExportTask,
  values: Float32Array,
): { kind: DepthKind; values: Float32Array; run: Run } {
  const { kind, uncertainty } = run.result as NonNullable<Run['result']>;
  if (!frame) return { kind, values, run };
  const { line, metres } = frame;
  const { scale, shift } = line;
  if (scale !== 1 || shift !== 0)
    for (let p = 0; p < values.length; p++) values[p] = scale * values[p] + shift;
  const notes = kind === 'metric' ? [] : [`Frame of a sequence: values times ${scale} plus ${shift}.`];
  if (uncertainty) notes.push('Frame of a sequence: the uncertainty of the run is left out.');
  if (kind === 'metric' || !metres) return { kind, values, run: { ...run, notes: [...run.notes, ...notes] } };
  const { minimum, maximum, nearInMetres, farInMetres } = metres;
  convertToMetres(values, { kind, ...metres });
  notes.push(
    `A relative map (${kind}) whose values from ${minimum} to ${maximum} were laid between ${nearInMetres} and ${farInMetres} metres as stated by the user; not measured.`,
  );
  return { kind: 'metric', values, run: { ...run, notes: [...run.notes, ...notes] } };
}
