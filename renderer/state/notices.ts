import { DepthroomError } from '../../contract/errors.ts';
import { shownFailure } from '../server/shown-failure.ts';
import { createStore, onReset } from './create-store.ts';

export interface Notice {
  id: number;
  /** What failed, what is done, or what a person should know. */
  tone: 'error' | 'done' | 'note';
  sentence: string;
  action: { label: string; run(): void } | null;
}

interface NoticeState {
  notices: Notice[];
  /** Id of the last notice, whether it is still there or not. */
  lastId: number;
}

export const useNotices = createStore<NoticeState>(() => ({ notices: [], lastId: 0 }));

const DONE_STAYS = 6000;
/** Long enough to read it, to find the button and to press it. */
const DONE_WITH_ACTION_STAYS = 12_000;

const leaving = new Map<number, ReturnType<typeof setTimeout>>();
onReset(() => holdNotices());

/** Says something to the person. What is done leaves by itself, the rest stays until it is dismissed. Returns the id of the notice. */
export function tell(tone: Notice['tone'], sentence: string, action: Notice['action'] = null): number {
  const id = useNotices.getState().lastId + 1;
  const notice = { id, tone, sentence, action };
  useNotices.setState(({ notices }) => ({
    lastId: id,
    notices: [...notices.filter((other) => other.sentence !== sentence), notice].slice(-4),
  }));
  leaveSoon(notice);
  return id;
}

function leaveSoon({ id, tone, action }: Notice): void {
  if (tone !== 'done') return;
  clearTimeout(leaving.get(id));
  leaving.set(
    id,
    setTimeout(() => dismiss(id), action ? DONE_WITH_ACTION_STAYS : DONE_STAYS),
  );
}

/** Nothing leaves by itself: a person is at the notices. */
export function holdNotices(): void {
  for (const timer of leaving.values()) clearTimeout(timer);
  leaving.clear();
}

/** What leaves by itself does so again, after its whole time. */
export function releaseNotices(): void {
  for (const notice of useNotices.getState().notices) leaveSoon(notice);
}

export function dismiss(id: number): void {
  clearTimeout(leaving.get(id));
  leaving.delete(id);
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** Does `work`; a failure becomes a notice with a way to try again, and the answer is null. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof DepthroomError && thrown.code === 'cancelled') return null;
    tell('error', shownFailure(thrown).message, { label: 'Try again', run: () => void attempt(work) });
    return null;
  }
}
