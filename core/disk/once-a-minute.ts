/** How long the same is not told again: a disk that fails every second would push everything else out. */
const QUIET_MS = 60_000;
/** More different ones than this are not remembered. */
const MOST_REMEMBERED = 100;

/** Answers of a line whether it is to be told: not where the same was told less than a minute ago. */
export function onceAMinute(now: () => number = Date.now): (line: string) => boolean {
  const told = new Map<string, number>();
  return (line) => {
    const last = told.get(line);
    // A clock that was set back says that it was in the future.
    if (last !== undefined && now() >= last && now() - last < QUIET_MS) return false;
    if (told.size > MOST_REMEMBERED) told.clear();
    told.set(line, now());
    return true;
  };
}
