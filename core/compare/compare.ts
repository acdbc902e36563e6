import { randomUUID } from 'node:crypto';
import type { ParsedInput } from '../../contract/calls/api.ts';
import type { BoxStatistics, Comparison, Subject } from '../../contract/compare/comparison.ts';
import { sharedNetworkNotes } from '../../contract/compare/shared-networks.ts';
import { unitOf } from '../../contract/depth-kind.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Removed } from '../../contract/trash.ts';
import type { Context } from '../project/context.ts';
import { addressesIn } from '../project/references.ts';
import { moveToTrash } from '../project/trash/move-to-trash.ts';
import type { Measured } from '../worker/compare-task.ts';
import { atWork } from './at-work.ts';
import { findCompared, finishedRun } from './compared.ts';

/**
 * Aligns runs of a photo to a reference, measures them and keeps the result with the differences (Float32 planes at the compared size, in
 * the reference's unit). Runs that cannot be compared so are there with the reason; where that is true of all, nothing is kept.
 * Throws `not-found` where an id is unknown, `bad-input` where a run is not finished, of another photo, or none can be compared,
 * `cancelled` or `interrupted` where the work was stopped, `internal` where a plane is cut off.
 */
export async function compare(context: Context, input: ParsedInput<'compare'>): Promise<Comparison> {
  const { project } = context;
  const { photoId, reference, alignment, comparisonId } = input;
  const replaced = comparisonId === undefined ? null : project.comparisons.get(comparisonId);
  const { photo, runs, maps, reference: stored, size, range } = findCompared(project, input);
  if (!stored) throw new Error('a comparison has a reference');
  const id = replaced?.id ?? randomUUID();
  return atWork(context, id, async (folder, signal) => {
    const answer = await context.comparer.ask(
      'compare',
      {
        photo,
        previewPath: project.files.pathOf(photo.files.preview),
        maps,
        reference: stored,
        alignment,
        range,
        size,
        temporaryFolder: folder,
      },
      { signal, report: (stage, fraction) => context.progress({ id, stage, fraction, secondsLeft: null }) },
    );
    const others = answer.subjects.filter(({ isReference }) => !isReference);
    if (others.length > 0 && others.every(({ refusal }) => refusal !== null))
      throw new DepthroomError('bad-input', others[0].refusal ?? '');
    const { measured, staged } = await stageDifferences(context, answer.subjects);
    const subjects: Subject[] = runs.map(({ packTitle: title, system, origin, licence }, k) => {
      const { runId, kind } = maps[k];
      return { runId: runId ?? '', title, kind, system, origin, licence, ...measured[k] };
    });
    // A reference that is a run agrees with what shares its network as well as any other.
    const compared = 'runId' in reference ? [...runs, finishedRun(project, reference.runId)] : runs;
    const row: Comparison = {
      id,
      photoId,
      createdAt: new Date().toISOString(),
      runIds: runs.map((run) => run.id),
      reference,
      alignment,
      range,
      referenceTitle: stored.title,
      referenceKind: stored.kind,
      unit: unitOf(stored.kind),
      size,
      subjects,
      pairs: answer.pairs,
      pairPixels: answer.pairPixels,
      sharedNetworks: sharedNetworkNotes(compared),
      view: replaced?.view ?? {},
    };
    await project.files.write(staged, ({ put, drop }) => {
      // What it speaks of may have been removed meanwhile: then this throws, and nothing is kept.
      findCompared(project, input);
      staged.forEach(put);
      // A person may have removed the comparison itself; then this is a new one.
      const before = project.comparisons.find(id);
      if (before) project.comparisons.update(row);
      else project.comparisons.insert(row);
      drop(addressesIn(JSON.stringify(before)));
    });
    context.changed();
    return row;
  });
}

/** Prepares the differences to be kept; `file` becomes an address. */
async function stageDifferences({ project }: Context, subjects: readonly Measured[]) {
  const paths = subjects.flatMap(({ difference }) => (difference ? [difference.file] : []));
  const staged = await project.files.stage(paths.map((path) => ({ path, type: 'application/octet-stream' })));
  const measured = subjects.map((subject): Measured => {
    const { difference } = subject;
    if (!difference) return subject;
    return {
      ...subject,
      difference: { ...difference, file: staged[paths.indexOf(difference.file)].address },
    };
  });
  return { measured, staged };
}

/**
 * Statistics and flatness of a box of the photo (in pixels of the photo) for each run, in the reference's unit where it was aligned.
 * Nothing is kept. Throws `not-found` where an id is unknown, `bad-input` where a run is not finished or of another photo, `cancelled` or
 * `interrupted` where the work was stopped, `internal` where a plane is cut off.
 */
export function measureBox(context: Context, input: ParsedInput<'measureBox'>): Promise<BoxStatistics[]> {
  const { photo, maps, reference, size, range } = findCompared(context.project, input);
  const { alignment, box, values } = input;
  return context.comparer.ask(
    'measureBox',
    { photo, maps, reference, alignment, range, size, box, values },
    { signal: context.signal },
  );
}

/** Keeps what the page wants to find again. Throws `not-found` where the comparison is unknown. */
export async function arrangeComparison(
  { project, changed }: Context,
  { comparisonId, view }: ParsedInput<'arrangeComparison'>,
): Promise<Comparison> {
  const row = await project.write(() => {
    const arranged = { ...project.comparisons.get(comparisonId), view };
    project.comparisons.update(arranged);
    return arranged;
  });
  changed();
  return row;
}

/** Moves a comparison to the trash. */
export async function removeComparison(context: Context, comparisonId: string): Promise<Removed> {
  const { comparisons, photos } = context.project;
  const { photoId, referenceTitle } = comparisons.get(comparisonId);
  const title = `Comparison to ${referenceTitle} of ${photos.find(photoId)?.name ?? 'a photo'}`;
  return moveToTrash(context, { kind: 'comparison', title, ids: [comparisonId] });
}
