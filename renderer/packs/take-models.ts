import { shownFailure } from '../server/shown-failure.ts';
import { createStore } from '../state/create-store.ts';
import { openDialog } from '../state/dialogs.ts';
import { importPhotos } from '../state/import-queue.ts';
import { tell } from '../state/notices.ts';
import { type FoundFile, filesBelow, isFolder } from '../view/dropped/read-dropped.ts';
import { importFound } from '../view/dropped/take-folders.ts';
import { isModelFile, isModelFolder } from './model-files.ts';
import { sendModel } from './send-pack.ts';

interface Coming {
  /** The folder or file that is on its way into the library; null where nothing is. */
  name: string | null;
  /** How much of it is sent, 0..1. */
  share: number;
  /** Why the last one was refused. */
  refusal: string | null;
  /** Takes the place of a pack of the same id. */
  isReplacing: boolean;
}

/** A model that was dropped on the page, or chosen as a folder. */
export const useComing = createStore<Coming>(() => ({
  name: null,
  share: 0,
  refusal: null,
  isReplacing: false,
}));

/**
 * Takes a drop that holds a model or a folder; answers whether it did. A folder that turns out to hold photos is added to the project. The
 * entries of a drop are there only while its event is.
 */
export function takeModelDrop(items: readonly DataTransferItem[]): boolean {
  const entries = items.map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const files = items.map((item) => item.getAsFile()).filter((file) => file !== null);
  if (!entries.some(isFolder) && !files.some(({ name }) => isModelFile(name))) return false;
  void takeEntries(
    entries.filter(isFolder),
    files.filter((_file, index) => !isFolder(entries[index] ?? null)),
  );
  return true;
}

async function takeEntries(
  folders: readonly FileSystemDirectoryEntry[],
  files: readonly File[],
): Promise<void> {
  for (const folder of folders) {
    const found = await filesBelow(folder).catch(() => null);
    if (!found) tell('error', `The folder ${folder.name} could not be read; its disk may be gone.`);
    else if (isModelFolder(found.map(({ path }) => path))) await takeModel(found, folder.name);
    else await importFound(found, folder.name);
  }
  const models = files.filter(({ name }) => isModelFile(name));
  const isPack = models.some(({ name }) => name === 'pack.json');
  // The files of a pack belong together; weights alone are one model each.
  if (isPack) await takeModel(named(files), 'The files');
  else for (const model of models) await takeModel(named([model]), model.name);
  const photos = files.filter((file) => !isPack && !models.includes(file));
  if (photos.length > 0) importPhotos(photos);
}

function named(files: readonly File[]): FoundFile[] {
  return files.map((file) => ({ path: file.name, file }));
}

let last: Promise<void> = Promise.resolve();

/** Sends a model into the library, which shows how far it is and what it was refused for. One after the other, as the core takes them. */
export function takeModel(found: readonly FoundFile[], name: string): Promise<void> {
  last = last.then(() => take(found, name));
  return last;
}

async function take(found: readonly FoundFile[], name: string): Promise<void> {
  useComing.setState({ name, share: 0, refusal: null });
  openDialog('models');
  try {
    const { isReplacing } = useComing.getState();
    const stem = name.replace(/\.(safetensors|onnx)$/i, '');
    const pack = await sendModel(found, stem, isReplacing, (share) => useComing.setState({ share }));
    tell('done', `${pack.title} is installed.`);
  } catch (thrown) {
    const { message } = shownFailure(thrown);
    useComing.setState({ refusal: message.includes(name) ? message : `${name}: ${message}` });
  }
  useComing.setState({ name: null });
}
