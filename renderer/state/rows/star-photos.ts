import { text } from '../../language/text.ts';
import { call } from '../../server/call.ts';
import { createStore } from '../create-store.ts';
import { isBehindModal } from '../dialogs.ts';
import { attempt, dismiss, tell } from '../notices.ts';
import { useProject } from '../project.ts';
import { meantPhotoIds } from '../selection.ts';
import { type Deed, noteDeed, takeBack } from '../undo.ts';
import { itemHere } from './photo-list.ts';

/** What was done last, for those who do not see stars. */
export const useStarWords = createStore<{ words: string }>(() => ({ words: '' }));

/** Whether a photo has a star; undefined where that is not known here. */
function isStarredHere(photoId: string): boolean | undefined {
  const item = itemHere(photoId);
  if (item) return item.isStarred;
  const photo = useProject.getState().snapshot?.photos.find(({ id }) => id === photoId);
  return photo && photo.isStarred === true;
}

/** What a press does to the photos that are meant: true gives stars, false takes them away, null is for the core to say, which knows all of them. */
export function nextStar(photoIds: readonly string[]): boolean | null {
  const known = photoIds.map(isStarredHere);
  if (known.includes(false)) return true;
  return known.includes(undefined) ? null : false;
}

/** What the press is called that does that. */
export function starText(next: boolean | null): string {
  if (next === null) return text('state.starOrUnstar');
  return next ? text('state.star') : text('state.takeStarAway');
}

let turn: Promise<unknown> = Promise.resolve();

/** Gives the photos that are meant a star, or takes it away where all have one. It can be taken back. Nothing happens behind a dialog. */
export function starMeant(): Promise<void> {
  return starThose(meantPhotoIds());
}

/** The same for photos that are named. */
export function starThose(photoIds: readonly string[]): Promise<void> {
  if (photoIds.length === 0 || isBehindModal()) return Promise.resolve();
  // One after the other: what the next press does hangs on what this one did.
  const done = turn.then(() => attempt(() => starNow(photoIds)));
  turn = done;
  return done.then(() => undefined);
}

async function starNow(photoIds: readonly string[]): Promise<void> {
  const { photoIds: changed, isStarred } = await call('starPhotos', {
    photoIds: [...photoIds],
    isStarred: nextStar(photoIds),
  });
  if (changed.length === 0) return;
  const set = (isNow: boolean) => {
    turn = turn.then(() =>
      attempt(async () => {
        await call('starPhotos', { photoIds: changed, isStarred: isNow });
        say(changed, isNow);
      }),
    );
  };
  let notice = 0;
  const deed: Deed = {
    // It lies in no trash.
    trashId: () => null,
    undo: () => {
      dismiss(notice);
      set(!isStarred);
    },
    redo: () => set(isStarred),
    forget: () => dismiss(notice),
  };
  noteDeed(deed);
  say(changed, isStarred);
  if (changed.length > 1)
    notice = tell('done', starredText(changed.length, isStarred), {
      label: text('state.undo'),
      run: () => takeBack(deed),
    });
}

function say(photoIds: readonly string[], isStarred: boolean): void {
  useStarWords.setState({ words: starredText(photoIds.length, isStarred) });
}

/** What is said of photos that got or lost their stars. */
export function starredText(count: number, isStarred: boolean): string {
  return isStarred ? text('state.starred', { count }) : text('state.unstarred', { count });
}
