import type { Rows } from '../../contract/compare/comparison-table.ts';

/** Rows as text in columns: the first to the left, the others to the right. */
export function columns(rows: Rows): string {
  const widths = rows[0].map((_, k) => Math.max(...rows.map((row) => row[k].length)));
  return rows
    .map((row) =>
      row
        .map((cell, k) => (k === 0 ? cell.padEnd(widths[k]) : cell.padStart(widths[k])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
