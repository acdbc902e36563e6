import { type MendStroke, recipeSchema } from '../../../contract/mend/recipe.ts';
import { text } from '../../language/text.ts';
import { createStore } from '../create-store.ts';
import { tell } from '../notices.ts';
import { keepInView } from '../remember.ts';

/** Strokes that were not saved, and what they were made on. */
export interface Draft {
  photoId: string;
  title: string;
  strokes: readonly MendStroke[];
}

/** By run; the last is the newest. Kept with the view, so that strokes outlive a reload, another project, and a program that was killed. */
export const useDrafts = createStore<{ drafts: Readonly<Record<string, Draft>> }>(() => ({ drafts: {} }));
keepInView('mendDrafts', useDrafts);

const MOST_DRAFTS = 8;
/** As text: what is kept of a view goes in one call, which holds four times as much (core/host/http.ts). */
const MOST_CHARACTERS = 1e6;

/** Keeps the strokes on the map of a run until they are saved or discarded; no strokes are no draft. */
export function keepDraft(runId: string, draft: Draft): void {
  const { [runId]: before, ...others } = useDrafts.getState().drafts;
  const kept = draft.strokes.length > 0 ? [[runId, draft] as const] : [];
  const drafts = Object.fromEntries([...Object.entries(others), ...kept].slice(-MOST_DRAFTS));
  if (JSON.stringify(drafts).length <= MOST_CHARACTERS) {
    useDrafts.setState({ drafts });
    return;
  }
  if (before) tell('note', text('state.tooManyStrokes'));
  useDrafts.setState({ drafts: others });
}

export function forgetDraft(runId: string): void {
  const { [runId]: _gone, ...drafts } = useDrafts.getState().drafts;
  useDrafts.setState({ drafts });
}

/** The strokes that were not saved on the map of a run; none where what was kept is no recipe. */
export function strokesOfDraft(runId: string): readonly MendStroke[] {
  const draft: Partial<Draft> | undefined = useDrafts.getState().drafts[runId];
  const read = recipeSchema.safeParse({ strokes: draft?.strokes });
  return read.success ? read.data.strokes : [];
}
