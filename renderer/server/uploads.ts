/** How much is on its way to the core that only this page has: files, and what is made of several of them. */
let underWay = 0;

/** Whether the page must not go now: what it sends would stop half way. */
export function isSending(): boolean {
  return underWay > 0;
}

/** Counts some work as sending until it has ended. */
export async function whileSending<T>(work: () => Promise<T>): Promise<T> {
  underWay += 1;
  try {
    return await work();
  } finally {
    underWay -= 1;
  }
}
