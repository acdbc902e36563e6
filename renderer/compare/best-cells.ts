import type { Comparison } from '../../contract/compare/comparison.ts';
import { METRIC_NAMES, METRICS } from '../../contract/compare/evaluation-protocol.ts';

/** Tells which cells of the table of metrics hold the best value of their column, where there is more than one run. */
export function bestCells({
  subjects,
}: Pick<Comparison, 'subjects'>): (row: number, column: number) => boolean {
  const rows = subjects.filter(({ isReference }) => !isReference).map(({ metrics }) => metrics);
  const shown = METRIC_NAMES.filter((name) =>
    subjects.some(({ metrics }) => (metrics?.[name] ?? null) !== null),
  );
  return (row, column) => {
    const name = shown[column];
    const { better } = METRICS[name];
    const values = rows.flatMap((metrics) => metrics?.[name] ?? []);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    if (better === 'neither' || values.length < 2 || least === most) return false;
    return rows[row]?.[name] === (better === 'lower' ? least : most);
  };
}
