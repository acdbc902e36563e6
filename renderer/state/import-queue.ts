import type { OpenedFile, TakenPhoto } from '../../contract/desktop.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { KNOWN_PHOTO_HEADER, type Photo, photoSchema } from '../../contract/photo.ts';
import { text } from '../language/text.ts';
import { answerOf, sendFile } from '../server/call.ts';
import { isConnectionFailure } from '../server/connection-sentences.ts';
import { answerOfDesktop, desktop } from '../server/desktop.ts';
import { shownFailure } from '../server/shown-failure.ts';
import { createStore } from './create-store.ts';
import { mayPass, tell } from './notices.ts';
import { useSelection } from './selection.ts';

/** A file of the page, or one that was opened with the app from outside, of which the page has a ticket. */
type Incoming = File | OpenedFile;

interface ImportQueue {
  /** Files that nobody works on yet, in the order in which they were handed over. */
  waiting: readonly Incoming[];
  /** How many are being sent now, and which files those are. */
  sending: number;
  underWay: readonly Incoming[];
  /** Files that were handed over since the queue was last empty, and how many of them are through. */
  total: number;
  through: number;
  /** When the first of them was handed over, in milliseconds of the page's clock. */
  since: number;
  /** Ids of the photos that files turned out to be, each once, in the order in which they arrived. */
  added: readonly string[];
  /** Ids of the photos that were in the project before. */
  known: ReadonlySet<string>;
  refused: readonly { file: Incoming; sentence: string; mayPass: boolean }[];
  /** Names of files that are photos of the project already, and what those are called there. */
  again: readonly { name: string; as: string }[];
}

/** Photos on their way into the project. */
export const useImports = createStore<ImportQueue>(() => ({
  waiting: [],
  sending: 0,
  underWay: [],
  total: 0,
  through: 0,
  since: 0,
  added: [],
  known: new Set(),
  refused: [],
  again: [],
}));

/** More would only wait for each other in the core. */
const MOST_AT_ONCE = 2;

/** Brings photos into the project, a few at a time. One that is refused says why; the others go on. */
export function importPhotos(files: Iterable<Incoming>): void {
  const given = [...files];
  useImports.setState(({ waiting, total, since, known }) => ({
    waiting: [...waiting, ...given],
    total: total + given.length,
    since: total === 0 ? performance.now() : since,
    known: total === 0 ? new Set() : known,
  }));
  for (let free = MOST_AT_ONCE - useImports.getState().sending; free > 0; free--) void sendWaiting();
}

/** Sends one file after the other until none waits that may be sent. */
async function sendWaiting(): Promise<void> {
  useImports.setState(({ sending }) => ({ sending: sending + 1 }));
  for (let file = takeNext(); file; file = takeNext()) {
    try {
      const photo = await importPhoto(file);
      noteAgain(file.name, photo);
      keepAdded(photo);
    } catch (thrown) {
      const { code, message } = shownFailure(thrown);
      const refusal = { file, sentence: message, mayPass: mayPass(code) || isConnectionFailure(thrown) };
      useImports.setState(({ refused }) => ({ refused: [...refused, refusal] }));
    }
    const sent = file;
    useImports.setState(({ through, underWay }) => ({
      through: through + 1,
      underWay: underWay.filter((each) => each !== sent),
    }));
  }
  useImports.setState(({ sending }) => ({ sending: sending - 1 }));
  if (useImports.getState().sending === 0 && useImports.getState().total > 0) finish();
}

/** The next file; one that was handed over twice waits until the first of them is through, and is then known to the core. */
function takeNext(): Incoming | undefined {
  const { waiting, underWay } = useImports.getState();
  const next = waiting.find((file) => !underWay.some((other) => isAlike(file, other)));
  if (next)
    useImports.setState({
      waiting: waiting.toSpliced(waiting.indexOf(next), 1),
      underWay: [...underWay, next],
    });
  return next;
}

function isAlike(one: Incoming, other: Incoming): boolean {
  if ('ticket' in one || 'ticket' in other) return one === other;
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}

async function importPhoto(file: Incoming): Promise<Photo> {
  const { photo, isKnown } = await takePhoto(file);
  const { known, added } = useImports.getState();
  if (isKnown && !added.includes(photo.id)) useImports.setState({ known: new Set([...known, photo.id]) });
  return photo;
}

/** In the window a photo is read from where it lies; what lies nowhere, as what was pasted, is sent. */
function takePhoto(file: Incoming): Promise<TakenPhoto> {
  const window = desktop();
  if ('ticket' in file) {
    if (!window) throw new DepthroomError('not-found', text('state.onlyInWindow', { name: file.name }));
    return answerOfDesktop(window.importOpened(file.ticket));
  }
  const taken = window?.importPhoto(file);
  return taken ? answerOfDesktop(taken) : sendPhoto(file);
}

async function sendPhoto(file: File): Promise<TakenPhoto> {
  // A request whose body cannot be read fails as if nobody answered.
  await file
    .slice(0, 1)
    .arrayBuffer()
    .catch((thrown) => {
      throw new DepthroomError('no-permission', text('state.unreadableFile', { name: file.name }), {
        cause: thrown,
      });
    });
  const response = await sendFile(`/photos?name=${encodeURIComponent(file.name)}`, file);
  const photo = await answerOf(photoSchema, response);
  return { photo, isKnown: response.headers.has(KNOWN_PHOTO_HEADER) };
}

/** Two files of the same bytes are one photo, under the name of the first. */
function noteAgain(name: string, photo: Photo): void {
  const { known, added, again } = useImports.getState();
  if (photo.name !== name && (known.has(photo.id) || added.includes(photo.id)))
    useImports.setState({ again: [...again, { name, as: photo.name }] });
}

/** The first photo goes on the stage, and all that were added are marked, so that a model can be run on them at once. */
function keepAdded({ id }: Photo): void {
  const { added: before } = useImports.getState();
  if (before.includes(id)) return;
  const added = [...before, id];
  useImports.setState({ added });
  useSelection.setState(({ photoId }) => ({ photoId: added.length === 1 ? id : photoId, marked: added }));
}

/** Says what became of the files, once for all of them, and starts anew. */
function finish(): void {
  const { refused, total, added, known, again } = useImports.getState();
  useImports.setState({ total: 0, through: 0, added: [], refused: [], again: [] });
  const fresh = added.filter((id) => !known.has(id)).length;
  const there = total - refused.length - fresh;
  const refusedMany = refused.length > 1 ? refused.length : 0;
  const whole = text('state.photosAdded', { fresh, total, refused: refusedMany, there });
  const sentences = total > 1 ? [whole] : [];
  // One is said openly, several are a list.
  if (refused.length === 1) sentences.push(refusalText(refused[0]));
  const details = [
    ...(refused.length > 1 ? refused.map(({ file: { name }, sentence }) => ({ name, sentence })) : []),
    ...again.map(({ name, as }) => ({ name, sentence: text('state.inProjectAs', { name: as }) })),
  ];
  const tone = refused.length > 0 ? 'error' : again.length > 0 ? 'note' : 'done';
  if (tone === 'done' && (total < 2 || added.length === 0)) return;
  const sentence = sentences.join(' ') || whole;
  tell(tone, sentence, tryAgain(refused), details);
}

function refusalText({ file, sentence }: ImportQueue['refused'][number]): string {
  return sentence.includes(file.name)
    ? sentence
    : text('state.fileAndWhy', { name: file.name, why: sentence });
}

/** Sends the files again that may be taken the next time; null where there are none. */
function tryAgain(refused: ImportQueue['refused']): { label: string; run(): void } | null {
  const files = refused.flatMap(({ file, mayPass }) => (mayPass ? file : []));
  return files.length > 0 ? { label: text('state.tryImportAgain'), run: () => importPhotos(files) } : null;
}
