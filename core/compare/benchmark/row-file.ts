import { open, readFile, stat } from 'node:fs/promises';
import { type BenchmarkRow, benchmarkRowSchema } from '../../../contract/compare/benchmark.ts';
import { requireOrdinaryFile } from '../../disk/require-ordinary-file.ts';
import { systemFailure } from '../../disk/system-failure.ts';

/** The rows that are kept while an evaluation goes on: one JSON object a line. */
export interface RowFile {
  readonly rows: readonly BenchmarkRow[];
  /** Brings a row to the disk. Throws `no-space`, `no-permission` or `internal` where it takes none. */
  keep(row: BenchmarkRow): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a file of rows, or begins one. A line that was cut off (the program was killed while it wrote) or is of another version is passed
 * over: its sample is measured again.
 * Throws `no-permission`, `no-space`, `not-found`, `bad-input` or `internal` where the system does not let it be read or written.
 */
export async function openRowFile(path: string): Promise<RowFile> {
  const failing = failingAt(path);
  const text = await textOf(path);
  const rows = rowsIn(text);
  const file = await open(path, 'a').catch(failing);
  // What follows a line that was cut off begins on one of its own.
  let before = text === '' || text.endsWith('\n') ? '' : '\n';
  return {
    rows,
    async keep(row) {
      await file.appendFile(`${before}${JSON.stringify(row)}\n`).catch(failing);
      await file.datasync().catch(failing);
      before = '';
    },
    close: () => file.close(),
  };
}

/** The rows of a file; none where it is not there. Throws `no-permission`, `bad-input` or `internal` where the system does not let it be read. */
export async function readRows(path: string): Promise<BenchmarkRow[]> {
  return rowsIn(await textOf(path));
}

function failingAt(path: string) {
  return (thrown: unknown) => {
    throw systemFailure(thrown, `keep the rows in ${path}`);
  };
}

async function textOf(path: string): Promise<string> {
  if (await stat(path).catch(() => null)) await requireOrdinaryFile(path, `the rows in ${path}`);
  return readFile(path, 'utf8').catch((thrown: NodeJS.ErrnoException) =>
    thrown.code === 'ENOENT' ? '' : failingAt(path)(thrown),
  );
}

function rowsIn(text: string): BenchmarkRow[] {
  return text.split('\n').flatMap((line) => rowOf(line));
}

function rowOf(line: string): BenchmarkRow[] {
  try {
    const parsed = benchmarkRowSchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}
