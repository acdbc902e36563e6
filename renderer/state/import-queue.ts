import { create } from 'zustand';
import { toFailure } from '../../contract/errors.ts';
import type { Photo } from '../../contract/photo.ts';
import { reach } from '../server/call.ts';
import { tell } from './notices.ts';
import { useSelection } from './selection.ts';

interface ImportState {
  /** Photos that were handed over since the queue was last empty, and how many of them are through. */
  total: number;
  through: number;
  /** When the first of them was handed over, in milliseconds. */
  since: number;
  refused: readonly { name: string; sentence: string }[];
}

export const useImports = create<ImportState>(() => ({ total: 0, through: 0, since: 0, refused: [] }));

const AT_ONCE = 2;
const waiting: File[] = [];
let working = 0;

/** Brings photos into the project, a few at a time. One that is refused says why; the others go on. */
export function importPhotos(files: Iterable<File>): void {
  const before = waiting.length;
  waiting.push(...files);
  useImports.setState(({ total, since }) => ({
    total: total + waiting.length - before,
    since: total === 0 ? performance.now() : since,
  }));
  while (working < AT_ONCE && waiting.length > 0) void work();
}

async function work(): Promise<void> {
  working++;
  for (let file = waiting.shift(); file; file = waiting.shift()) {
    try {
      arrived(await importPhoto(file));
    } catch (thrown) {
      const refusal = { name: file.name, sentence: toFailure(thrown).message };
      useImports.setState(({ refused }) => ({ refused: [...refused, refusal] }));
    }
    useImports.setState(({ through }) => ({ through: through + 1 }));
  }
  working--;
  if (working === 0) finish();
}

async function importPhoto(file: File): Promise<Photo> {
  const response = await reach(`/photos?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  });
  return (await response.json()) as Photo;
}

/** The first photo of a batch goes on the stage, and all of it is marked, so that a model can be run on it at once. */
function arrived(photo: Photo): void {
  const isFirst = batch.length === 0;
  batch.push(photo.id);
  useSelection.setState(({ photoId }) => ({ photoId: isFirst ? photo.id : photoId, marked: [...batch] }));
}

let batch: string[] = [];

function finish(): void {
  const { refused, total } = useImports.getState();
  if (total > 1 && batch.length > 0) tell('done', `${batch.length} of ${total} photos were added.`);
  for (const { name, sentence } of refused)
    tell('error', sentence.includes(name) ? sentence : `${name}: ${sentence}`);
  batch = [];
  useImports.setState({ total: 0, through: 0, refused: [] });
}
