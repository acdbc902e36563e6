import { downloadExport } from '../server/files.ts';

/** Browsers take the first of several downloads that start at once, and forget the rest. */
const PAUSE_IN_MILLISECONDS = 400;

/** Starts the downloads of finished exports, one after the other. */
export function downloadAll(
  made: readonly { id: string; fileName: string }[],
  download: (id: string, fileName: string) => void = downloadExport,
): void {
  for (const [index, { id, fileName }] of made.entries())
    setTimeout(() => download(id, fileName), index * PAUSE_IN_MILLISECONDS);
}
