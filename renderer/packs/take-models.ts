import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { shownFailure } from '../server/shown-failure.ts';
import { createStore } from '../state/create-store.ts';
import { openDialog } from '../state/dialogs.ts';
import { importPhotos } from '../state/import-queue.ts';
import { tell } from '../state/notices.ts';
import { type FoundFile, isFolder } from '../view/dropped/read-dropped.ts';
import { importFound, readFolder } from '../view/dropped/take-folders.ts';
import { titleText } from '../view/pack-text.ts';
import type { BareGraph } from './describe-graph.ts';
import { bareGraphOf, isModelFile, isModelFolder } from './model-files.ts';
import { sendGraph, sendModel } from './send-pack.ts';

interface Coming {
  /** The folder or file that is on its way into the library; null where nothing is. */
  name: string | null;
  /** How much of it is sent, 0..1. */
  share: number;
  /** Why the last one was refused. */
  refusal: string | null;
  /** Takes the place of a pack of the same id. */
  isReplacing: boolean;
  /** The graph that waits to be described. */
  graph: BareGraph | null;
}

/** A model that was dropped on the page, or chosen as a folder. */
export const useComing = createStore<Coming>(() => ({
  name: null,
  share: 0,
  refusal: null,
  isReplacing: false,
  graph: null,
}));

/** What was dropped or chosen, with the path of its folder or of itself where the page is told (the desktop app). */
interface Given {
  found: readonly FoundFile[];
  name: string;
  path: string | null;
}

/**
 * Takes a drop that holds a model or a folder; answers whether it did. A folder that turns out to hold photos is added to the project. The
 * entries of a drop are there only while its event is.
 */
export function takeModelDrop(items: readonly DataTransferItem[]): boolean {
  const dropped = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const folders = dropped.flatMap(({ entry, file }) =>
    isFolder(entry) ? [{ entry, path: pathOf(file) }] : [],
  );
  const files = dropped.flatMap(({ entry, file }) => (file && !isFolder(entry) ? [file] : []));
  if (folders.length === 0 && !files.some(({ name }) => isModelFile(name))) return false;
  void takeEntries(folders, files);
  return true;
}

async function takeEntries(
  folders: readonly { entry: FileSystemDirectoryEntry; path: string | null }[],
  files: readonly File[],
): Promise<void> {
  for (const { entry, path } of folders) {
    const found = await readFolder(entry);
    if (!found) continue;
    if (isModelFolder(found.map((each) => each.path))) await takeFolder(found, entry.name, path);
    else await importFound(found, entry.name);
  }
  await takeFiles(files);
}

/** Takes the files of a pack, which belong together; a graph with the files of its weights; weights alone, which are one model each. */
export async function takeFiles(files: readonly File[]): Promise<void> {
  const graph = bareGraphOf(named(files));
  const pack = files.find(({ name }) => name === 'pack.json');
  const models = graph?.map(({ file }) => file) ?? files.filter(({ name }) => isModelFile(name));
  if (graph) await takeGraph(graph);
  else if (pack) await takeModel({ found: named(files), name: text('packs.theFiles'), path: pathOf(pack) });
  else
    for (const model of models)
      await takeModel({ found: named([model]), name: model.name, path: pathOf(model) });
  const photos = files.filter((file) => !pack && !models.includes(file));
  if (photos.length > 0) importPhotos(photos);
}

/** Takes the files of a folder: a model, or a graph that lies in it alone. */
export function takeFolder(found: readonly FoundFile[], name: string, path: string | null): Promise<void> {
  const graph = bareGraphOf(found);
  return graph ? takeGraph(graph) : takeModel({ found, name, path });
}

function named(files: readonly File[]): FoundFile[] {
  return files.map((file) => ({ path: file.name, file }));
}

/** Where a file or folder lies, so that nothing of it need be sent. A page in a browser is told of no path. */
export function pathOf(file: File | null): string | null {
  return (file && window.desktop?.pathOfFile(file)) || null;
}

/** Where a chosen folder lies, of which one file is known: that is called by its path from the folder on. */
export function folderPathOf(file: File): string | null {
  const below = file.webkitRelativePath.replace(/^[^/]*/, '');
  return pathOf(file)?.slice(0, -below.length) ?? null;
}

let last: Promise<void> = Promise.resolve();

/** One after the other, as the core takes them. */
function inTurn(work: () => Promise<void>): Promise<void> {
  last = last.then(work);
  return last;
}

/** Brings a model into the library, which shows how far it is and what it was refused for. */
function takeModel({ found, name, path }: Given): Promise<void> {
  return inTurn(() =>
    showComing(name, async (report) => {
      const { isReplacing: replace } = useComing.getState();
      const stem = name.replace(/\.(safetensors|onnx)$/i, '');
      const pack = path
        ? await call('importPackFolder', { folder: path, replace })
        : await sendModel(found, stem, replace, report);
      tell('done', text('packs.isInstalled', { title: titleText(pack.title) }));
    }),
  );
}

/** Asks what a graph takes and answers. */
function takeGraph(found: readonly FoundFile[]): Promise<void> {
  const [{ file }] = found;
  const path = pathOf(file);
  return inTurn(() =>
    showComing(file.name, async (report) => {
      if (path) return askAboutGraph({ file: path });
      await askAboutGraph({ uploadId: await sendGraph(found, file.name.replace(/\.onnx$/i, ''), report) });
    }),
  );
}

/** Opens the form for a graph that lies on this computer, or was sent. Throws `bad-pack` for what is none. */
export async function askAboutGraph(source: BareGraph['source']): Promise<void> {
  const facts = await call('readGraph', source).catch(async (thrown) => {
    if ('uploadId' in source) await call('cancelPackUpload', source).catch(() => undefined);
    throw thrown;
  });
  useComing.setState({ graph: { source, facts } });
  openDialog('make-pack');
}

async function showComing(name: string, work: (report: (share: number) => void) => Promise<void>) {
  useComing.setState({ name, share: 0, refusal: null });
  openDialog('models');
  try {
    await work((share) => useComing.setState({ share }));
  } catch (thrown) {
    const reason = sentence(shownFailure(thrown).message);
    const refusal = reason.includes(name) ? reason : text('packs.refusedFor', { name, reason });
    useComing.setState({ refusal });
  }
  useComing.setState({ name: null });
}
