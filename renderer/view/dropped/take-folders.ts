import {
  isOwnSidecar,
  LOOK_BYTES,
  leftOutText,
  looksLikePhoto,
  nameSays,
  SIDECAR_BYTES,
  sidecarNames,
} from '../../../contract/photo-files.ts';
import { sentence } from '../../language/sentence.ts';
import { text } from '../../language/text.ts';
import { importPhotos } from '../../state/import-queue.ts';
import { tell } from '../../state/notices.ts';
import { type FoundFile, filesBelow, isFolder } from './read-dropped.ts';

/**
 * Takes a drop with folders in it: the photos in them and below, and what fell beside them; answers whether there was a folder. The entries of
 * a drop are there only while its event is.
 */
export function takeFolderDrop(items: readonly DataTransferItem[]): boolean {
  const entries = items.map((item) => item.webkitGetAsEntry());
  const files = items.map((item) => item.getAsFile()).filter((_, k) => !isFolder(entries[k] ?? null));
  const folders = entries.filter(isFolder);
  if (folders.length === 0) return false;
  const single = files.filter((file) => file !== null);
  if (single.length > 0) importPhotos(single);
  void takeFolders(folders);
  return true;
}

async function takeFolders(folders: readonly FileSystemDirectoryEntry[]): Promise<void> {
  for (const folder of folders) {
    const found = await readFolder(folder);
    if (found) await importFound(found, folder.name);
  }
}

/** The files of a dropped folder; null where it cannot be read, which is said. */
export async function readFolder(folder: FileSystemDirectoryEntry): Promise<FoundFile[] | null> {
  try {
    return await filesBelow(folder);
  } catch {
    tell('error', text('view.folderUnreadable', { folder: folder.name }));
    return null;
  }
}

/** Imports the photos among the files of a folder, and says in one line what else it holds. */
export async function importFound(found: readonly FoundFile[], folder: string): Promise<void> {
  const all = new Map(found.map(({ path, file }) => [path, file]));
  const photos: File[] = [];
  let [others, own] = [0, 0];
  for (const { path, file } of found) {
    const says = path.split('/').some((part) => nameSays(part) === 'rubbish')
      ? 'rubbish'
      : nameSays(file.name);
    if (says === 'rubbish') continue;
    const isPhoto = says === 'photo' || (says === 'nothing' && (await beginsAsPhoto(file)));
    if (isPhoto && (await isOurs(path, all))) own++;
    else if (isPhoto) photos.push(file);
    else if (!file.name.endsWith('.json')) others++;
  }
  const english = leftOutText({ others, own });
  const leftOut = english && sentence(english);
  if (photos.length > 0) importPhotos(photos);
  else tell('error', `${text('view.noPhotoInFolder', { folder })} ${leftOut ?? ''}`.trim());
  if (photos.length > 0 && leftOut) tell('note', `${folder}: ${leftOut}`);
}

async function beginsAsPhoto(file: File): Promise<boolean> {
  const head = await file
    .slice(0, LOOK_BYTES)
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0));
  return looksLikePhoto(new Uint8Array(head));
}

async function isOurs(path: string, all: ReadonlyMap<string, File>): Promise<boolean> {
  for (const name of sidecarNames(path)) {
    const text = await all
      .get(name)
      ?.slice(0, SIDECAR_BYTES)
      .text()
      .catch(() => '');
    if (text && isOwnSidecar(text)) return true;
  }
  return false;
}
