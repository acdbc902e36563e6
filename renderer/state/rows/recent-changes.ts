import type { ChangedRow, Changes, PhotoItem } from '../../../contract/calls/snapshot.ts';
import { onReset } from '../create-store.ts';
import { useProject } from '../project.ts';

/** So many lines are remembered: an answer that was read before the last of them is brought up to date with them. */
const REMEMBERED = 64;

let recent: Changes[] = [];
/** The number before the first of them. */
let before = 0;
onReset(() => {
  recent = [];
});

/** Remembers what changed, for answers that are still on their way. */
export function rememberChanges(changes: Changes): void {
  const { feed, sequence } = useProject.getState();
  if (changes.isFresh || changes.feed !== feed) {
    recent = [];
    before = changes.sequence;
    return;
  }
  if (recent.length === 0) before = sequence;
  recent.push(changes);
  if (recent.length > REMEMBERED) before = recent.shift()?.sequence ?? before;
}

/** What an answer lacks that was read at some change; null where that is not known any more, and it has to be asked for again. */
export function missedBy(answer: {
  feed: string;
  sequence: number;
}): { rows: ChangedRow[]; items: PhotoItem[] } | null {
  const { feed, sequence } = useProject.getState();
  if (answer.feed !== feed) return null;
  if (answer.sequence >= sequence) return { rows: [], items: [] };
  if (answer.sequence < before) return null;
  const missed = recent.filter((changes) => changes.sequence > answer.sequence);
  return { rows: missed.flatMap(({ rows }) => rows), items: missed.flatMap(({ items }) => items) };
}
