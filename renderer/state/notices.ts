import { DepthroomError } from '../../contract/errors.ts';
import { shownFailure } from '../server/shown-failure.ts';
import { createStore } from './create-store.ts';

export interface Notice {
  id: number;
  tone: 'error' | 'done';
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

/** Says something to the person. Errors stay until they are dismissed; good news leaves by itself. */
export function tell(tone: Notice['tone'], sentence: string, action: Notice['action'] = null): void {
  const id = useNotices.getState().lastId + 1;
  useNotices.setState(({ notices }) => ({
    lastId: id,
    notices: [
      ...notices.filter((notice) => notice.sentence !== sentence),
      { id, tone, sentence, action },
    ].slice(-4),
  }));
  if (tone === 'done') setTimeout(() => dismiss(id), DONE_STAYS);
}

export function dismiss(id: number): void {
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
