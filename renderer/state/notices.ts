import { DepthroomError, type ErrorCode } from '../../contract/errors.ts';
import { text } from '../language/text.ts';
import { isConnectionFailure } from '../server/connection-sentences.ts';
import { shownFailure } from '../server/shown-failure.ts';
import { createStore, onReset } from './create-store.ts';
import { useProject } from './project.ts';

export interface Notice {
  id: number;
  /** What failed, what is done, or what a person should know. */
  tone: 'error' | 'done' | 'note';
  sentence: string;
  action: { label: string; run(): void } | null;
  /** What it sums up, one by one: folded until asked for. */
  details: readonly Detail[];
  /** Folder of the project that it is about; it leaves with it. */
  folder: string | null;
}

export interface Detail {
  name: string;
  sentence: string;
}

interface NoticeState {
  notices: Notice[];
  /** Id of the last notice, whether it is still there or not. */
  lastId: number;
  /** How often something was asked for while nobody answered: what tells of the connection says it again. */
  unanswered: number;
}

export const useNotices = createStore<NoticeState>(() => ({ notices: [], lastId: 0, unanswered: 0 }));

const DONE_STAYS = 6000;
/** So much good news at a time; what failed is never pushed out by what came later. */
const MOST_DONE = 4;
/** Long enough to read it, to find the button and to press it. */
const DONE_WITH_ACTION_STAYS = 12_000;

const leaving = new Map<number, ReturnType<typeof setTimeout>>();
onReset(() => holdNotices());

/** Says something to the person. What is done leaves by itself, the rest stays until it is dismissed. Returns the id of the notice. */
export function tell(
  tone: Notice['tone'],
  sentence: string,
  action: Notice['action'] = null,
  details: Notice['details'] = [],
): number {
  const id = useNotices.getState().lastId + 1;
  const folder = folderOf(useProject.getState());
  const notice = { id, tone, sentence, action, details, folder };
  useNotices.setState(({ notices }) => ({
    lastId: id,
    notices: withoutOldest([...notices.filter((other) => other.sentence !== sentence), notice]),
  }));
  leaveSoon(notice);
  return id;
}

/** Of the open project; a part of a snapshot, as tests give it, has none. */
function folderOf({ snapshot }: Pick<ReturnType<typeof useProject.getState>, 'snapshot'>): string | null {
  return snapshot?.project?.folder ?? null;
}

function withoutOldest(notices: readonly Notice[]): Notice[] {
  const kept = new Set(notices.filter(({ tone }) => tone === 'done').slice(-MOST_DONE));
  return notices.filter((notice) => notice.tone !== 'done' || kept.has(notice));
}

// What was said of one project says nothing of another.
useProject.subscribe(({ snapshot }, { snapshot: before }) => {
  const folder = folderOf({ snapshot });
  if (folder === null || folder === folderOf({ snapshot: before })) return;
  for (const notice of useNotices.getState().notices)
    if (notice.folder !== null && notice.folder !== folder) dismiss(notice.id);
});

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

/** Failures that may be over the next time; where they are not, trying again is no way out. */
const MAY_PASS: readonly ErrorCode[] = [
  'busy',
  'disk-error',
  'download-failed',
  'internal',
  'interrupted',
  'no-permission',
  'no-space',
  'provider-failed',
];

export function mayPass(code: ErrorCode): boolean {
  return MAY_PASS.includes(code);
}

/**
 * Does `work`, which holds all that follows from it, so that trying again does all of it; a failure becomes a notice, with a way to try
 * again where that may help. Answers whether it was done; what it made is nobody's but its own.
 */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (thrown) {
    if (thrown instanceof DepthroomError && thrown.code === 'cancelled') return false;
    if (isConnectionFailure(thrown)) {
      useNotices.setState(({ unanswered }) => ({ unanswered: unanswered + 1 }));
      return false;
    }
    const { code, message } = shownFailure(thrown);
    const again = { label: text('state.tryAgain'), run: () => void attempt(work) };
    tell('error', message, mayPass(code) ? again : null);
    return false;
  }
}
