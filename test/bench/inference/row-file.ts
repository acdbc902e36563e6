import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { InferenceRow } from './inference-report.ts';

type RowName = Pick<InferenceRow, 'title' | 'height' | 'width' | 'tool' | 'dtype'>;

/** Rows that are finished: a line of JSON each, with what they were measured on. */
interface RowFile {
  /** The last row of this name that was measured on the same; undefined where there is none. */
  find(name: RowName): InferenceRow | undefined;
  add(row: InferenceRow): Promise<void>;
}

/** Rows measured on something else than `conditions` stay in the file and are not found. A line that was cut off is left out. */
export async function openRowFile(path: string, conditions: string): Promise<RowFile> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const rows = text.split('\n').flatMap((line) => {
    try {
      const kept = JSON.parse(line) as { conditions: string; row: InferenceRow };
      return kept.conditions === conditions ? [kept.row] : [];
    } catch {
      return [];
    }
  });
  await mkdir(dirname(path), { recursive: true });
  // What comes after a line that was cut off begins a new one.
  if (text !== '' && !text.endsWith('\n')) await appendFile(path, '\n');
  return {
    find: ({ title, height, width, tool, dtype }) =>
      rows.findLast(
        (row) =>
          row.title === title &&
          row.height === height &&
          row.width === width &&
          row.tool === tool &&
          row.dtype === dtype,
      ),
    async add(row) {
      rows.push(row);
      await appendFile(path, `${JSON.stringify({ conditions, row })}\n`);
    },
  };
}
