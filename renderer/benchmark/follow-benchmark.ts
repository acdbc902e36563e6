import { useEffect, useState } from 'react';
import type { BenchmarkState } from '../../contract/calls/benchmark-calls.ts';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';

/** How often what is at work is asked how far it is. */
const AGAIN_MS = 1_000;

/** What is known of a benchmark, asked for again while it is at work, and when `version` is another one. Null until it is known. */
export function useBenchmark(id: string, version: number): BenchmarkState | null {
  const [state, setState] = useState<BenchmarkState | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that it was started or stopped.
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      let isAtWork = false;
      const isRead = await attempt(async () => {
        const found = await call('readBenchmark', { id });
        if (isOver) return;
        setState(found);
        isAtWork = found.state === 'running';
      });
      // While nobody answers that is said elsewhere.
      if (!isOver && (isAtWork || !isRead))
        timer = setTimeout(() => void look(), isRead ? AGAIN_MS : 5 * AGAIN_MS);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [id, version]);
  return state?.id === id ? state : null;
}
