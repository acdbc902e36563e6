import { randomUUID } from 'node:crypto';
import type { ParsedInput } from '../../contract/calls/api.ts';
import type { BoxStatistics, Comparison, Subject } from '../../contract/compare/comparison.ts';
import { unitOf } from '../../contract/depth-map.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Context } from '../project/context.ts';
import { addressesIn } from '../project/file-store.ts';
import type { Measured } from '../worker/compare-task.ts';
import { atWork } from './at-work.ts';
import { findCompared } from './compared.ts';

/**
 * Aligns runs of a photo to a reference, measures them and keeps the result with the differences. Runs that cannot be compared
 * so are there with the reason; where that is true of all, nothing is kept and the reason is thrown.
 * Throws `bad-input` where none can be compared.
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
    const subjects: Subject[] = [];
    for (const [k, { packTitle: title, system, origin, licence }] of runs.entries()) {
      const { runId, kind } = maps[k];
      const measured = await keepDifference(context, answer.subjects[k]);
      subjects.push({ runId: runId ?? '', title, kind, system, origin, licence, ...measured });
    }
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
      view: replaced?.view ?? {},
    };
    // A person may have removed it meanwhile; then this is a new one.
    if (project.comparisons.find(id)) project.comparisons.update(row);
    else project.comparisons.insert(row);
    context.changed();
    if (replaced) await project.files.drop(addressesIn(JSON.stringify(replaced)));
    return row;
  });
}

async function keepDifference({ project }: Context, measured: Measured): Promise<Measured> {
  const { difference } = measured;
  if (!difference) return measured;
  const file = await project.files.keep(difference.file, 'application/octet-stream');
  return { ...measured, difference: { ...difference, file } };
}

/** Statistics and flatness of a box of the photo. Nothing is kept. */
export function measureBox(context: Context, input: ParsedInput<'measureBox'>): Promise<BoxStatistics[]> {
  const { photo, maps, reference, size, range } = findCompared(context.project, input);
  const { alignment, box } = input;
  return context.comparer.ask('measureBox', { photo, maps, reference, alignment, range, size, box });
}

/** Keeps what the page wants to find again. */
export function arrangeComparison(
  { project, changed }: Context,
  { comparisonId, view }: ParsedInput<'arrangeComparison'>,
): Comparison {
  const row = { ...project.comparisons.get(comparisonId), view };
  project.comparisons.update(row);
  changed();
  return row;
}

/** Removes comparisons with the files that nothing else speaks of. */
export async function removeComparisons(
  { project, changed }: Context,
  rows: readonly Comparison[],
): Promise<void> {
  project.database.transaction(() => {
    for (const { id } of rows) project.comparisons.remove(id);
  })();
  changed();
  await project.files.drop(addressesIn(JSON.stringify(rows)));
}
