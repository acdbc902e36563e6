import type { StoreApi } from 'zustand';
import { call } from '../server/call.ts';
import { useCamera } from './camera.ts';
import { useCompareLook } from './compare-look.ts';
import { useComparing } from './comparing.ts';
import { createStore } from './create-store.ts';
import { useInspector } from './inspector.ts';
import { useLook } from './look.ts';
import { useKnownLengths } from './measure.ts';
import { useProject } from './project.ts';
import { useRanges } from './ranges.ts';
import { useRecipe } from './recipe.ts';
import { useSelection } from './selection.ts';

type Kept = Pick<
  StoreApi<Record<string, unknown>>,
  'getState' | 'setState' | 'subscribe' | 'getInitialState'
>;

/** What is found again when a project is opened: by name, so that the order may change. */
const STORES: Record<string, Kept> = {};
/** Fields that say what is going on, not what is looked at. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  inspector: ['wanted'],
  selection: ['marked'],
};

/** What was kept of the project that is open, for stores of parts of the page that come later. */
let taken: Record<string, unknown> = {};
/** Follows a store that comes when views are followed already. */
let followLate: (store: Kept) => void = () => {};

/** Names a store whose state belongs to what a person looks at. One that comes late takes up at once what was kept of it. */
export function keepInView<State extends object>(
  name: string,
  store: Pick<StoreApi<State>, keyof Kept>,
): void {
  const kept = store as unknown as Kept;
  STORES[name] = kept;
  takeUpStore(kept, taken[name]);
  followLate(kept);
}

keepInView('camera', useCamera);
keepInView('compareLook', useCompareLook);
keepInView('comparing', useComparing);
keepInView('inspector', useInspector);
keepInView('knownLengths', useKnownLengths);
keepInView('look', useLook);
keepInView('ranges', useRanges);
keepInView('recipe', useRecipe);
keepInView('selection', useSelection);

/** The folder of the project whose view was taken up; until it is that of the open one, there is nothing to look at. */
export const useViewOf = createStore<{ folder: string | null }>(() => ({ folder: null }));

const PAUSE = 300;

/** Takes up what was looked at when the project was last open, and keeps it from then on, with the project. Returns how to stop that. */
export function rememberView(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: string | null = null;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    const { folder } = useViewOf.getState();
    // Not worth a word to the person: the next change tries again.
    if (folder !== null) call('keepView', { folder, view: viewNow() }).catch(() => undefined);
  };
  const saveSoon = () => {
    if (useViewOf.getState().folder === null) return;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };
  const open = async () => {
    const folder = useProject.getState().snapshot?.project.folder ?? null;
    if (folder === null || folder === asked) return;
    if (timer !== undefined) save();
    const isAnother = asked !== null;
    asked = folder;
    useViewOf.setState({ folder: null });
    const answer = await call('readView', {}).catch(() => null);
    if (asked !== folder) return;
    if (isAnother) for (const store of Object.values(STORES)) store.setState(store.getInitialState());
    taken = answer?.view ?? {};
    takeUp();
    useViewOf.setState({ folder });
  };
  const saveNow = () => {
    if (timer !== undefined) save();
  };
  void open();
  const leave = [
    useProject.subscribe(() => void open()),
    ...Object.values(STORES).map((store) => store.subscribe(saveSoon)),
  ];
  followLate = (store) => {
    leave.push(store.subscribe(saveSoon));
  };
  globalThis.window?.addEventListener('pagehide', saveNow);
  return () => {
    saveNow();
    followLate = () => {};
    taken = {};
    globalThis.window?.removeEventListener('pagehide', saveNow);
    for (const stop of leave) stop();
  };
}

/** As it is, and as it was kept where its part of the page has not come yet. */
function viewNow(): Record<string, unknown> {
  const now = Object.entries(STORES).map(([name, store]) => [
    name,
    Object.fromEntries(
      Object.entries(store.getState()).filter(([field]) => !LEFT_OUT[name]?.includes(field)),
    ),
  ]);
  return { ...taken, ...Object.fromEntries(now) };
}

function takeUp(): void {
  for (const [name, store] of Object.entries(STORES)) takeUpStore(store, taken[name]);
  const { photoId } = useSelection.getState();
  useSelection.setState({ marked: photoId ? [photoId] : [] });
}

/** Only fields that exist, and only values of their type; what may be missing may be anything of its kind. */
function takeUpStore(store: Kept, fields: unknown): void {
  if (typeof fields !== 'object' || fields === null) return;
  const now = store.getState();
  const fits = Object.entries(fields).filter(
    ([field, value]) =>
      field in now && (typeof value === typeof now[field] || now[field] === null || value === null),
  );
  store.setState(Object.fromEntries(fits));
}
