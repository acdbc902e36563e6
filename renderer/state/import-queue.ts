import { type Photo, photoSchema } from '../../contract/photo.ts';
import { answerOf, reach } from '../server/call.ts';
import { shownFailure } from '../server/shown-failure.ts';
import { createStore } from './create-store.ts';
import { tell } from './notices.ts';
import { useSelection } from './selection.ts';

interface ImportQueue {
  /** Files that nobody works on yet, in the order in which they were handed over. */
  waiting: readonly File[];
  /** How many are being sent now. */
  sending: number;
  /** Files that were handed over since the queue was last empty, and how many of them are through. */
  total: number;
  through: number;
  /** When the first of them was handed over, in milliseconds of the page's clock. */
  since: number;
  /** Ids of the photos that were added, in the order in which they arrived. */
  added: readonly string[];
  refused: readonly { name: string; sentence: string }[];
}

/** Photos on their way into the project. */
export const useImports = createStore<ImportQueue>(() => ({
  waiting: [],
  sending: 0,
  total: 0,
  through: 0,
  since: 0,
  added: [],
  refused: [],
}));

/** More would only wait for each other in the core. */
const MOST_AT_ONCE = 2;

/** Brings photos into the project, a few at a time. One that is refused says why; the others go on. */
export function importPhotos(files: Iterable<File>): void {
  const given = [...files];
  useImports.setState(({ waiting, total, since }) => ({
    waiting: [...waiting, ...given],
    total: total + given.length,
    since: total === 0 ? performance.now() : since,
  }));
  while (useImports.getState().sending < MOST_AT_ONCE && useImports.getState().waiting.length > 0)
    void sendWaiting();
}

/** Sends one file after the other until none waits. */
async function sendWaiting(): Promise<void> {
  useImports.setState(({ sending }) => ({ sending: sending + 1 }));
  for (let file = takeNext(); file; file = takeNext()) {
    try {
      keepAdded(await importPhoto(file));
    } catch (thrown) {
      const refusal = { name: file.name, sentence: shownFailure(thrown).message };
      useImports.setState(({ refused }) => ({ refused: [...refused, refusal] }));
    }
    useImports.setState(({ through }) => ({ through: through + 1 }));
  }
  useImports.setState(({ sending }) => ({ sending: sending - 1 }));
  if (useImports.getState().sending === 0) finish();
}

function takeNext(): File | undefined {
  const [next, ...waiting] = useImports.getState().waiting;
  useImports.setState({ waiting });
  return next;
}

async function importPhoto(file: File): Promise<Photo> {
  const response = await reach(`/photos?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  });
  return answerOf(photoSchema, response);
}

/** The first photo goes on the stage, and all that were added are marked, so that a model can be run on them at once. */
function keepAdded({ id }: Photo): void {
  const added = [...useImports.getState().added, id];
  useImports.setState({ added });
  useSelection.setState(({ photoId }) => ({ photoId: added.length === 1 ? id : photoId, marked: added }));
}

/** Says what became of the files, and starts anew. */
function finish(): void {
  const { refused, total, added } = useImports.getState();
  if (total > 1 && added.length > 0) tell('done', `${added.length} of ${total} photos were added.`);
  for (const { name, sentence } of refused)
    tell('error', sentence.includes(name) ? sentence : `${name}: ${sentence}`);
  useImports.setState({ total: 0, through: 0, added: [], refused: [] });
}
