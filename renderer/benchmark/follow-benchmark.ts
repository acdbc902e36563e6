import { useEffect, useState } from 'react';
import type { BenchmarkState } from '../../contract/calls/benchmark-calls.ts';
import { call } from '../server/call.ts';
import { isConnectionFailure } from '../server/connection-sentences.ts';
import { shownFailure } from '../server/shown-failure.ts';
import { attempt } from '../state/notices.ts';

/** How often what is at work is asked how far it is. */
const AGAIN_MS = 1_000;

interface Followed {
  /** Null until it is known. */
  state: BenchmarkState | null;
  /** Why nothing is known of it; asked for again all the same. */
  failure: string | null;
}

/** What is known of a benchmark, asked for again while it is at work, and when `version` is another one. */
export function useBenchmark(id: string, version: number): Followed {
  const [followed, setFollowed] = useState<Followed>({ state: null, failure: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that it was started or stopped.
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      let wait = 5 * AGAIN_MS;
      await attempt(async () => {
        try {
          const state = await call('readBenchmark', { id });
          wait = state.state === 'running' ? AGAIN_MS : Number.POSITIVE_INFINITY;
          if (!isOver) setFollowed({ state, failure: null });
        } catch (thrown) {
          // While nobody answers that is said elsewhere.
          if (isConnectionFailure(thrown)) throw thrown;
          if (!isOver) setFollowed({ state: null, failure: shownFailure(thrown).message });
        }
      });
      if (!isOver && wait < Number.POSITIVE_INFINITY) timer = setTimeout(() => void look(), wait);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [id, version]);
  return followed;
}
