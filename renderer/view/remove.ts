import type { Removed } from '../../contract/trash.ts';
import { language } from '../language/language.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { unlessGone } from '../server/unless-gone.ts';
import { attempt, dismiss, tell } from '../state/notices.ts';
import { type Deed, noteDeed, takeBack } from '../state/undo.ts';

/** Something that a person removes from the project. */
export interface Removal {
  /** What it is: the name of a photo, say. */
  what: string;
  /** What goes with it, as `belongings` says it; empty where that is nothing. Where the page does not know, it goes by the answer. */
  along: string | ((removed: Removed) => string);
  remove(): Promise<Removed | null>;
}

/**
 * Removes something without a question, and says so with the way back. It becomes a step of what can be taken back; taken back it comes out
 * of the trash, done again it goes there once more. Answers with that step, whose `trashId` is null where nothing was removed.
 */
export function removeFromProject({ what, along, remove }: Removal): Promise<Deed> {
  let trashId: string | null = null;
  let notice = 0;
  let isNoted = false;
  /** What is taken back must have been done before: one after the other. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(() => attempt(work));
  };
  const removeNow = async () => {
    if (trashId !== null) return;
    const removed = await unlessGone(remove());
    // Somebody else was faster: what a person wants is so.
    if (!removed) return;
    trashId = removed.trashId;
    const said = removedText(what, typeof along === 'string' ? along : along(removed));
    notice = tell('done', said, { label: text('view.undo'), run: () => takeBack(deed) });
    if (!isNoted) noteDeed(deed);
    isNoted = true;
  };
  const bringBack = async () => {
    if (trashId === null) return;
    dismiss(notice);
    await call('restoreTrash', { trashIds: [trashId] });
    trashId = null;
    tell('done', text('view.broughtBack', { what }));
  };
  const deed: Deed = {
    trashId: () => trashId,
    undo: () => inTurn(bringBack),
    redo: () => inTurn(removeNow),
    forget: () => dismiss(notice),
  };
  inTurn(removeNow);
  return turn.then(() => deed);
}

/** What is said of a removal. */
export function removedText(what: string, along: string): string {
  return along === '' ? text('view.removed', { what }) : text('view.removedAlong', { what, along });
}

const BELONGINGS = {
  run: 'view.alongRuns',
  export: 'view.alongExports',
  comparison: 'view.alongComparisons',
} as const;

/** `3 runs and 2 exports`, of what there is any of, as it goes into `removedText`. */
export function belongings(counts: Readonly<Partial<Record<keyof typeof BELONGINGS, number>>>): string {
  const each = (Object.entries(counts) as [keyof typeof BELONGINGS, number][])
    .filter(([, count]) => count > 0)
    .map(([thing, count]) => text(BELONGINGS[thing], { count }));
  return new Intl.ListFormat(language().locale).format(each);
}
