import type { Comparison } from '../../contract/compare/comparison.ts';
import { METRIC_NAMES, METRICS } from '../../contract/compare/evaluation-protocol.ts';

/**
 * Tells which cells of the table of metrics hold the best value of their column, where there is more than one run. Against a reference that
 * is a model itself there is no best: being close to it is agreement, not quality.
 */
export function bestCells({
  subjects,
  reference,
}: Pick<Comparison, 'subjects' | 'reference'>): (row: number, column: number) => boolean {
  const rows = subjects.filter(({ isReference }) => !isReference).map(({ metrics }) => metrics);
  const shown = METRIC_NAMES.filter((name) =>
    subjects.some(({ metrics }) => (metrics?.[name] ?? null) !== null),
  );
  return (row, column) => {
    if (!('truthId' in reference)) return false;
    const name = shown[column];
    const { better } = METRICS[name];
    const values = rows.flatMap((metrics) => metrics?.[name] ?? []);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    if (better === 'neither' || values.length < 2 || least === most) return false;
    return rows[row]?.[name] === (better === 'lower' ? least : most);
  };
}
