import type { StoreApi } from 'zustand';
import { useCompareLook } from './compare-look.ts';
import { useComparing } from './comparing.ts';
import { createStore } from './create-store.ts';
import { useLook } from './look.ts';
import { useProject } from './project.ts';
import { useRanges } from './ranges.ts';
import { useSelection } from './selection.ts';

/** What a person sees and can take back. The photo on the stage is not part of it: going to another photo is no change. */
const STORES = {
  compareLook: useCompareLook,
  comparing: useComparing,
  look: useLook,
  ranges: useRanges,
  selection: useSelection,
} as unknown as Record<
  string,
  Pick<StoreApi<Record<string, unknown>>, 'getState' | 'setState' | 'subscribe'>
>;
const LEFT_OUT = new Set(['photoId', 'marked']);
/** Changes that follow each other sooner, in milliseconds, are one; and so is a drag, however long the pointer rests in it. */
const PAUSE = 300;
const POINTER = ['pointerdown', 'pointerup', 'pointercancel'];
const MOST = 100;

type View = Record<string, Record<string, unknown>>;

/** Something that was removed from the project: a step among those of the view. */
export interface Deed {
  /** Under which id it lies in the trash; null while it is taken back. */
  trashId(): string | null;
  undo(): void;
  redo(): void;
  /** Nothing is to be taken back any more. */
  forget(): void;
}

/** What the view was before a change, or what was done to the project. */
type Step = { view: View } | { deed: Deed };

interface History {
  /** Oldest first. */
  past: readonly Step[];
  present: View | null;
  /** What was taken back; the next to be done again is the last. */
  future: readonly Step[];
}

const useHistory = createStore<History>(() => ({ past: [], present: null, future: [] }));

/** Stores are never changed in place, so that keeping their state is keeping a copy. */
function viewNow(): View {
  return Object.fromEntries(
    Object.entries(STORES).map(([name, store]) => [
      name,
      Object.fromEntries(Object.entries(store.getState()).filter(([field]) => !LEFT_OUT.has(field))),
    ]),
  );
}

/** Makes a step of what has changed since the last one. */
function settle(): void {
  const { past, present } = useHistory.getState();
  const now = viewNow();
  if (present && JSON.stringify(now) !== JSON.stringify(present))
    useHistory.setState({ past: [...past, { view: present }].slice(-MOST), future: [] });
  useHistory.setState({ present: now });
}

/** Keeps what the view was before each change; `pointer` tells of presses and releases. Returns how to stop that. */
export function followView(pointer: EventTarget | undefined = globalThis.window): () => void {
  useHistory.setState({ present: viewNow() });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isPressed = false;
  let isPending = false;
  const settleSoon = () => {
    clearTimeout(timer);
    isPending = true;
    if (isPressed) return;
    timer = setTimeout(() => {
      isPending = false;
      settle();
    }, PAUSE);
  };
  const follow = ({ type }: Event) => {
    isPressed = type === 'pointerdown';
    // Released: what the drag changed becomes a step. Pressed: what came before it is a step already, or becomes part of the drag.
    if (isPending) settleSoon();
  };
  for (const type of POINTER) pointer?.addEventListener(type, follow, { capture: true });
  const leave = Object.values(STORES).map((store) => store.subscribe(settleSoon));
  // What was removed from one project is in no trash of another one.
  const leaveProject = useProject.subscribe(({ snapshot }, before) => {
    if (before.snapshot && snapshot?.project.folder !== before.snapshot.project.folder)
      forgetDeeds(() => true);
  });
  return () => {
    clearTimeout(timer);
    for (const type of POINTER) pointer?.removeEventListener(type, follow, { capture: true });
    leaveProject();
    for (const stop of leave) stop();
  };
}

/** Keeps a deed as the newest step. */
export function noteDeed(deed: Deed): void {
  settle();
  useHistory.setState(({ past }) => ({ past: [...past, { deed }].slice(-MOST), future: [] }));
}

/** Takes a deed back wherever it stands; what was done after it stays. */
export function takeBack(deed: Deed): void {
  settle();
  const newest = useHistory.getState().past.at(-1);
  if (newest && 'deed' in newest && newest.deed === deed) {
    undo();
    return;
  }
  leaveOut((other) => other === deed);
  deed.undo();
}

/** Leaves out deeds that cannot be taken back any more, or were taken back elsewhere. */
export function forgetDeeds(isMeant: (deed: Deed) => boolean): void {
  for (const deed of leaveOut(isMeant)) deed.forget();
}

function leaveOut(isMeant: (deed: Deed) => boolean): Deed[] {
  const { past, future } = useHistory.getState();
  const gone = [...past, ...future].flatMap((step) =>
    'deed' in step && isMeant(step.deed) ? step.deed : [],
  );
  const stays = (step: Step) => !('deed' in step) || !gone.includes(step.deed);
  useHistory.setState({ past: past.filter(stays), future: future.filter(stays) });
  return gone;
}

function restore(view: View): void {
  for (const [name, store] of Object.entries(STORES)) store.setState(view[name]);
}

/** Takes the last change of the view, or the last removal, back; false where there is none. */
export function undo(): boolean {
  return step('past', 'future', (deed) => deed.undo());
}

/** Does again what was taken back last; false where there is nothing. */
export function redo(): boolean {
  return step('future', 'past', (deed) => deed.redo());
}

/** Goes one step along the history; `act` is what that means for a deed. */
function step(from: 'past' | 'future', to: 'past' | 'future', act: (deed: Deed) => void): boolean {
  settle();
  const history = useHistory.getState();
  const { present } = history;
  const next = history[from].at(-1);
  if (!next || !present) return false;
  const isDeed = 'deed' in next;
  useHistory.setState({
    present: isDeed ? present : next.view,
    [from]: history[from].slice(0, -1),
    [to]: [...history[to], isDeed ? next : { view: present }],
  });
  if (isDeed) act(next.deed);
  else restore(next.view);
  return true;
}
