/** A file with its path below the folder that was dropped or chosen; a bare file's is its name. */
export interface FoundFile {
  path: string;
  file: File;
}

/** More than any checkpoint has; a folder with more is something else. */
const MOST_FILES = 2000;

/** The files of a dropped folder, with their paths below it. */
export async function filesBelow(folder: FileSystemDirectoryEntry): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const folders = [{ entry: folder, path: '' }];
  for (let next = folders.pop(); next; next = folders.pop()) {
    for (const entry of await childrenOf(next.entry)) {
      const path = `${next.path}${entry.name}`;
      if (isFolder(entry)) folders.push({ entry, path: `${path}/` });
      else if (found.length < MOST_FILES)
        found.push({ path, file: await fileOf(entry as FileSystemFileEntry) });
    }
  }
  return found;
}

export function isFolder(entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry {
  return entry?.isDirectory === true;
}

/** The files of a chosen folder: a browser names them with the folder itself before them. */
export function filesOfChosen(files: readonly File[]): FoundFile[] {
  return files.map((file) => ({ path: file.webkitRelativePath.replace(/^[^/]*\//, '') || file.name, file }));
}

/** A browser hands out a hundred names at a time, until there are none. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return children;
    children.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
