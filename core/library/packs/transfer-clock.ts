/** How far a transfer is; null from `add` while the last thing told is recent enough. */
export interface TransferClock {
  add(bytes: number): { fraction: number; secondsLeft: number | null } | null;
  /** Starts again from a number of bytes (a server that does not resume). */
  reset(done: number): void;
}

const TELL_EVERY_MS = 250;
/** The pace is that of the last seconds: an average over everything would keep a slow start in mind for hours. */
const WINDOW_MS = 10_000;
const ENOUGH_MS = 1_000;

/** Counts the bytes of a transfer of `total`, of which `done` are there, and says how many seconds are left at the present pace. */
export function startTransferClock(
  done: number,
  total: number,
  now: () => number = () => performance.now(),
): TransferClock {
  let current = done;
  let toldAt = Number.NEGATIVE_INFINITY;
  let samples: { at: number; bytes: number }[] = [{ at: now(), bytes: current }];

  return {
    add(bytes) {
      current += bytes;
      const at = now();
      if (at - toldAt < TELL_EVERY_MS && current < total) return null;
      toldAt = at;
      samples.push({ at, bytes: current });
      samples = samples.filter((sample) => at - sample.at <= WINDOW_MS || sample === samples.at(-2));
      const [first] = samples;
      const bytesPerMs = (current - first.bytes) / (at - first.at);
      const isKnown = at - first.at >= ENOUGH_MS && bytesPerMs > 0;
      return {
        fraction: total === 0 ? 1 : current / total,
        secondsLeft: isKnown ? Math.max(0, total - current) / bytesPerMs / 1000 : null,
      };
    },
    reset(bytes) {
      current = bytes;
      samples = [{ at: now(), bytes }];
    },
  };
}
