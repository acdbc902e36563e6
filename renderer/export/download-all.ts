import { bodyOf, reach } from '../server/call.ts';
import { downloadExport, exportAddress } from '../server/files.ts';
import { attempt, tell } from '../state/notices.ts';

/** Browsers take the first of several downloads that start at once, and forget the rest. */
const PAUSE_IN_MILLISECONDS = 400;

interface MadeFile {
  id: string;
  fileName: string;
}

/** What browsers with the File System Access API have (WICG, 2024): a person chooses a folder, and the page may write there. */
interface FolderHandle {
  name: string;
  getFileHandle(name: string, options: { create: true }): Promise<FileHandle>;
}
interface FileHandle {
  createWritable(): Promise<WritableStream<Uint8Array>>;
}
type FolderPicker = (options: { mode: 'readwrite'; id: string }) => Promise<FolderHandle>;

function folderPicker(): FolderPicker | null {
  const { showDirectoryPicker } = globalThis as { showDirectoryPicker?: FolderPicker };
  return showDirectoryPicker?.bind(globalThis) ?? null;
}

/** Puts finished exports into one folder that the person chooses; where the browser has no such dialog, downloads them one after the other. */
export async function saveAll(made: readonly MadeFile[]): Promise<void> {
  const pick = folderPicker();
  if (!pick) return downloadAll(made);
  let folder: FolderHandle;
  try {
    folder = await pick({ mode: 'readwrite', id: 'exports' });
  } catch (thrown) {
    // Closing the dialog is an answer; a dialog that may not open is not.
    if (!(thrown instanceof DOMException && thrown.name === 'AbortError')) downloadAll(made);
    return;
  }
  await attempt(async () => {
    for (const [index, name] of freeNames(made).entries()) {
      const response = await reach(exportAddress(made[index].id), {});
      const file = await folder.getFileHandle(name, { create: true });
      const bytes = await bodyOf(response.blob());
      await bytes.stream().pipeTo(await file.createWritable());
    }
    tell('done', `${made.length} files are in the folder "${folder.name}".`);
  });
}

/** Two photos may have one name: the second file of a name gets a number before its extension. */
export function freeNames(made: readonly Pick<MadeFile, 'fileName'>[]): string[] {
  const taken = new Set<string>();
  return made.map(({ fileName }) => {
    const dot = fileName.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [fileName.slice(0, dot), fileName.slice(dot)] : [fileName, ''];
    let name = fileName;
    for (let count = 2; taken.has(name); count++) name = `${stem} (${count})${extension}`;
    taken.add(name);
    return name;
  });
}

/** Starts the downloads of finished exports, one after the other. */
export function downloadAll(
  made: readonly MadeFile[],
  download: (id: string, fileName: string) => void = downloadExport,
): void {
  for (const [index, { id, fileName }] of made.entries())
    setTimeout(() => download(id, fileName), index * PAUSE_IN_MILLISECONDS);
}
