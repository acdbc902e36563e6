import { text } from '../language/text.ts';
/** What is left to do, and how much of it is done in parts (0..1 each, summed up). */
export interface Pending {
  runs: number;
  exports: number;
  photos: number;
  downloads: number;
  partly: number;
}

type Counts = Omit<Pending, 'partly'>;

/** How far all of it is, 0..1, null where nothing works; `ended`: what was done, once nothing is left, and how long that took. */
export interface Measured {
  fraction: number | null;
  ended: { counts: Counts; seconds: number } | null;
}

const NONE: Counts = { runs: 0, exports: 0, photos: 0, downloads: 0 };
const KINDS = ['runs', 'exports', 'photos', 'downloads'] as const;

/** Follows work from when there is some until there is none: what comes on top while it goes on counts with it. */
export function createWorkMeter(): (pending: Pending, nowMs: number) => Measured {
  let total = NONE;
  let left = NONE;
  let since = 0;
  return (pending, nowMs) => {
    if (sum(total) === 0) since = nowMs;
    const added = KINDS.map((kind) => [kind, total[kind] + Math.max(0, pending[kind] - left[kind])]);
    total = Object.fromEntries(added) as unknown as Counts;
    left = pending;
    const all = sum(total);
    if (all === 0) return { fraction: null, ended: null };
    const open = sum(pending);
    if (open > 0) return { fraction: Math.min(1, (all - open + pending.partly) / all), ended: null };
    const ended = { counts: total, seconds: (nowMs - since) / 1000 };
    total = NONE;
    return { fraction: null, ended };
  };
}

function sum(counts: Counts): number {
  return KINDS.reduce((all, kind) => all + counts[kind], 0);
}

/** What has ended, in a sentence. */
export function endedText(counts: Counts): string {
  const parts = KINDS.flatMap((kind) => (counts[kind] > 0 ? countOf(kind, counts[kind]) : []));
  const last = parts.pop() ?? '';
  const what = parts.length > 0 ? text('desktop.listEnd', { others: parts.join(', '), last }) : last;
  return text('desktop.ended', { what, count: sum(counts) });
}

function countOf(kind: (typeof KINDS)[number], count: number): string {
  if (kind === 'runs') return text('desktop.runs', { count });
  if (kind === 'exports') return text('desktop.exports', { count });
  return kind === 'photos' ? text('desktop.photos', { count }) : text('desktop.downloads', { count });
}
